import { expect, test } from 'vitest';
import { keyFromCommand } from '../../src/audit/key-command.ts';
import { readConfig } from '../../src/config/config.ts';

const KEY = 'ab'.repeat(32);
const node = (code: string): [string, ...string[]] => [process.execPath, '-e', code];

test('gives the key that a program says, whatever else stands in the environment', async () => {
  expect(await keyFromCommand(node(`console.log('${KEY.toUpperCase()}')`))).toBe(KEY.toUpperCase());
  // No shell: what would be an order to one is an argument.
  expect(await keyFromCommand([process.execPath, '-e', `console.log(process.argv[1] === '$(id); true' ? '${KEY}' : '')`, '$(id); true'])).toBe(KEY);
});

test.each([
  ['ends badly', node(`console.log('${KEY}'); process.exit(3)`), 'eindigde met code 3'],
  ['says something else', node(`console.log('AccessDenied ${KEY}')`), 'gaf geen sleutel van 64 hexadecimale tekens'],
  ['says nothing', node(''), 'gaf geen sleutel van 64 hexadecimale tekens'],
  ['says too much', node(`console.log('${KEY}'.repeat(100))`), 'gaf geen sleutel'],
  ['is not there', ['/nergens/kms'] as const, 'bestaat niet'],
  ['hangs', node('setInterval(() => undefined, 1000)'), 'was na 1 seconden nog niet klaar'],
])('is refused where the program %s, without what it said', async (_, command, why) => {
  // The others end by themselves, sooner or later.
  const error = await keyFromCommand(command, why.startsWith('was na 1') ? 1_000 : undefined).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'audit-key-command-failed', detail: expect.stringContaining(why), cause: undefined });
  expect(String(error)).not.toContain('abab');
});

test('is set as a list in JSON, and not beside a key', () => {
  expect(readConfig({ AUDIT_KEY_COMMAND: '["/usr/bin/kms", "balie"]' }).auditKey).toEqual({ command: ['/usr/bin/kms', 'balie'] });
  for (const wrong of ['/usr/bin/kms balie', '[]', '[""]', '[1]', '{}', '["a\\u0000b"]']) expect(() => readConfig({ AUDIT_KEY_COMMAND: wrong })).toThrow(/AUDIT_KEY_COMMAND: moet een programma/);
  expect(() => readConfig({ AUDIT_KEY_COMMAND: '["kms"]', AUDIT_KEY: KEY })).toThrow('gebruik er één');
});
