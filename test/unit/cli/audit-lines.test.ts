import { expect, test } from 'vitest';
import { actLine } from '../../../src/cli/commands/audit.ts';

const at = '2026-11-26T09:00:00.000Z';

test.each([
  ['login.opened', { person: 'p-1', acr: 'sterk' }, '7  2026-11-26 10:00  ingelogd  p-1  acr: sterk'],
  ['login.refused', { cause: 'login-without-group' }, '7  2026-11-26 10:00  inloggen geweigerd  geen  cause: login-without-group'],
  ['login.ended-by-provider', { person: 'p-1', sessions: 2 }, '7  2026-11-26 10:00  uitgelogd door de inlogdienst  p-1  sessions: 2'],
  ['key.revoked', { key: 'k-1', byUser: 'root' }, '7  2026-11-26 10:00  sleutel ingetrokken  k-1  door root op de opdrachtregel'],
])('%s in one line', (kind, facts, line) => {
  expect(actLine({ number: 7, at, kind, facts }, (id) => `sleutel ${id}`)).toBe(line);
});
