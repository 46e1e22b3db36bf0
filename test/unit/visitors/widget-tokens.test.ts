import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { TOKEN_MS, WidgetTokens } from '../../../src/visitors/widget-tokens.ts';

const ORIGIN = 'https://www.gemeente.example';

describe('tokens of the desk in other sites', () => {
  let at = Date.parse('2026-11-26T12:00:00Z');
  const tokens = new WidgetTokens(randomBytes(32), () => at);
  const refusal = (token: string, assistant = 'loket') => {
    try {
      tokens.read(token, assistant);
      return 'read';
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  test('say who they were given to, until when', () => {
    const { token, until } = tokens.issue(ORIGIN, 'loket');
    expect(tokens.read(token, 'loket')).toMatchObject({ origin: ORIGIN, assistant: 'loket', until: at + TOKEN_MS });
    expect(until).toBe(at + TOKEN_MS);
  });

  test('go on under the same number when they are renewed', () => {
    const first = tokens.read(tokens.issue(ORIGIN, 'loket').token, 'loket');
    expect(tokens.read(tokens.issue(ORIGIN, 'loket', first.id).token, 'loket').id).toBe(first.id);
    expect(tokens.read(tokens.issue(ORIGIN, 'loket').token, 'loket').id).not.toBe(first.id);
  });

  test('end to the millisecond', () => {
    const { token } = tokens.issue(ORIGIN, 'loket');
    at += TOKEN_MS - 1;
    expect(refusal(token)).toBe('read');
    at += 1;
    expect(refusal(token)).toBe('widget-token-expired');
  });

  test('are for one assistant', () => {
    expect(refusal(tokens.issue(ORIGIN, 'loket').token, 'afval')).toBe('widget-token-elsewhere');
  });

  test('cannot be made or changed by others', () => {
    const { token } = tokens.issue(ORIGIN, 'loket');
    const [said = '', signature = ''] = token.split('.');
    const other = Buffer.from(Buffer.from(said, 'base64url').toString().replace('gemeente', 'kwaad')).toString('base64url');
    const foreign = new WidgetTokens(randomBytes(32), () => at).issue(ORIGIN, 'loket').token;
    const forged = [`${other}.${signature}`, foreign, said, `${said}.`, `${said}.${'A'.repeat(43)}`, `${token}A`, ` ${token}`, '', '.', 'x'.repeat(5_000), `${'%'.repeat(20)}.${signature}`];
    expect(forged.map((each) => refusal(each))).toEqual(forged.map(() => 'widget-token-invalid'));
  });
});
