import { describe, expect, test } from 'vitest';
import { cefLine } from '../../../src/logbook/siem/cef.ts';
import { type AuditEvent, eventOf } from '../../../src/logbook/siem/event.ts';
import { ocsfLine } from '../../../src/logbook/siem/ocsf.ts';
import { syslogFrame } from '../../../src/logbook/siem/syslog.ts';
import { framesIn } from '../../support/logbook/syslog-server.ts';

const HASH = 'ab'.repeat(32);
const AT = '2026-11-27T10:00:00.123Z';
const of = (body: object) => eventOf({ number: 12, hash: HASH, body: JSON.stringify({ number: 12, at: AT, ...body }) });
const CALL = '6f1c1f4e-0000-4000-8000-000000000004';
const SENDER = { hostname: 'balie-1', processId: 42 };

describe('an entry as an event', () => {
  test('of a version that says who, what and where, is told by those', () => {
    const event = of({ v: 2, kind: 'key.made', action: 'key.made', actor: { type: 'person', id: 'p1' }, object: { type: 'key', id: 'k1' }, result: 'success', origin: { channel: 'console', network: '10.1.2.0/24' }, facts: { key: 'k1' } });
    expect(event).toEqual({
      number: 12, at: Date.parse(AT), action: 'key.made', actor: { type: 'person', id: 'p1' }, object: { type: 'key', id: 'k1' }, result: 'success', hasFailed: false,
      origin: { channel: 'console', network: '10.1.2.0/24' }, facts: '{"key":"k1"}', hash: HASH,
    });
  });

  test.each([
    [{ kind: 'key.made', facts: { key: 'k1', byKey: 'k0' } }, { type: 'key', id: 'k0' }, { type: 'key', id: 'k1' }, 'done', false],
    [{ kind: 'desk.off', facts: { name: 'loket', byUser: 'root' } }, { type: 'user', id: 'root' }, { type: 'name', id: 'loket' }, 'done', false],
    [{ kind: 'turn.received', turnId: 'no id', facts: {} }, { type: 'resident' }, { type: 'turn' }, 'done', false],
    [{ kind: 'login.refused', facts: { cause: 'x' } }, { type: 'system' }, { type: 'login' }, 'failed', true],
    [{ kind: 'login.opened', facts: { person: 'p1' } }, { type: 'person', id: 'p1' }, { type: 'person', id: 'p1' }, 'done', false],
    [{ kind: 'handover.failed', facts: { handover: 'h1' } }, { type: 'system' }, { type: 'handover', id: 'h1' }, 'failed', true],
    [{ kind: 'call.ended', callId: CALL, facts: { outcome: 'failed', key: 'k' } }, { type: 'key', id: 'k' }, { type: 'call', id: CALL }, 'failed', true],
  ])('of an older one it is by its facts: %o', (body, actor, object, result, hasFailed) => {
    const event = of(body);
    expect(event).toMatchObject({ actor, result, hasFailed });
    expect(event.object).toEqual(object);
  });
});

/** What would end a field, a line or a message, or change how it is seen. */
const HOSTILE = ['a|b', 'a\\', 'a=b c=d', 'x\nCEF:0|Nep|Nep|1|x|x|9|', 'x\r\n<110>1 - - - - - - nep', '\u0000\u001b[31m', '\u202egnp', '"}{', '\ud800', 'é€𝄞', '=1+1', ' '.repeat(3)];

describe.each(HOSTILE)('with %j in each field', (text) => {
  const event: AuditEvent = { number: 1, at: Date.parse(AT), action: `key.${text}`, actor: { type: text, id: text }, object: { type: text, id: text }, result: text, hasFailed: false, origin: { channel: text, network: text }, facts: JSON.stringify({ a: text, [text]: 'b' }), hash: HASH };

  test('a line of CEF is one line, of seven fields and pairs that read back', () => {
    const line = cefLine(event, '1.0');
    expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
    const [head, pairs] = parsed(line);
    expect(head).toHaveLength(7);
    expect(head?.[4]).toBe(`key.${text}`.replaceAll(/[\r\n]+/g, ' ').toWellFormed().replaceAll(/[\p{Cc}\p{Cf}]/gu, ' '));
    const shown = text.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}]/gu, (one) => (one === '\n' || one === '\r' ? one : ' '));
    for (const key of ['suid', 'cs1', 'cs3', 'outcome', 'cs6', 'sproc']) expect(pairs.get(key)?.trim(), key).toBe(shown.trim());
    expect(pairs.get('cs4')).toBe(HASH);
  });

  test('a line of OCSF is one line of JSON that says it', () => {
    const line = ocsfLine(event, '1.0');
    expect(line).not.toMatch(/[\r\n]/);
    expect(JSON.parse(line)).toMatchObject({ class_uid: 6003, type_uid: 600_399, actor: { user: { uid: text } }, resources: [{ type: text, uid: text }], unmapped: { facts: { a: text } } });
  });

  test('in a message of syslog it is counted in bytes, and no header of it is more than a word', () => {
    const frames = [cefLine(event, '1.0'), ocsfLine(event, '1.0')].map((line) => syslogFrame(event, line, { hostname: text, processId: 1 }));
    const read = framesIn(Buffer.from(frames.join('')));
    expect(read).toHaveLength(2);
    for (const message of read) expect(message).toMatch(/^<110>1 2026-11-27T10:00:00\.123Z [!-~]+ balie 1 [!-~]{1,32} - (?:CEF:0\||\{)/);
  });
});

/** As a SIEM reads it: bars and equals signs count unless a backslash is before them. */
function parsed(line: string): [string[], Map<string, string>] {
  const fields = line.split(/(?<=(?<!\\)(?:\\\\)*)\|/);
  const head = fields.slice(0, 7).map((field) => field.replaceAll(/\\([\\|])/g, '$1'));
  const rest = fields.slice(7).join('|');
  const pairs = new Map<string, string>();
  const starts = [...rest.matchAll(/(?:^| )(?<key>[A-Za-z\d]+)=/g)];
  for (const [index, start] of starts.entries()) {
    const value = rest.slice(start.index + start[0].length, starts[index + 1]?.index ?? rest.length);
    const key = start.groups?.['key'] ?? '';
    if (pairs.has(key)) throw new Error(`${key} is there twice`);
    pairs.set(key, value.replaceAll(/\\(?<escaped>[\\=nr])/g, (_, escaped: string) => ({ n: '\n', r: '\r' })[escaped] ?? escaped));
  }
  return [head, pairs];
}

test('what a login is, and what goes wrong, is told as such', () => {
  const refused = of({ kind: 'login.refused', facts: { cause: 'x' } });
  expect(JSON.parse(ocsfLine(refused, '1'))).toMatchObject({ category_uid: 3, class_uid: 3002, activity_id: 1, type_uid: 300_201, status_id: 2, severity_id: 3, time: Date.parse(AT), metadata: { version: '1.3.0', uid: '12' }, service: { name: 'Balie' } });
  expect(JSON.parse(ocsfLine(of({ kind: 'login.ended', facts: { person: 'p' } }), '1'))).toMatchObject({ activity_id: 2, type_uid: 300_202, user: { uid: 'p' } });
  expect(JSON.parse(ocsfLine(of({ kind: 'key.revoked', facts: { key: 'k' } }), '1'))).toMatchObject({ class_uid: 6003, activity_id: 4, api: { operation: 'key.revoked' } });
  expect(cefLine(refused, '1')).toMatch(/^CEF:0\|Balie\|Balie\|1\|login\.refused\|login\.refused\|6\|rt=1795773600123 externalId=12 /);
  expect(syslogFrame(refused, 'x', SENDER)).toMatch(/^\d+ <108>1 /);
});

test('facts that are too long for a line are left out, not cut in the middle', () => {
  const event = of({ kind: 'key.changed', facts: { key: 'k', list: ['x'.repeat(5_000)] } });
  expect(event.facts).toBe('');
  expect(cefLine(event, '1')).not.toContain('cs5');
  expect(JSON.parse(ocsfLine(event, '1'))).not.toHaveProperty('unmapped.facts');
});
