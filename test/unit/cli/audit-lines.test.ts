import { expect, test } from 'vitest';
import { actLine } from '../../../src/cli/commands/audit.ts';

const at = '2026-11-26T09:00:00.000Z';

test.each([
  ['login.opened', { person: 'p-1', acr: 'sterk' }, '7  2026-11-26 10:00  ingelogd  p-1  acr: sterk'],
  ['login.opened', { key: '4f1c9a02b7e35d68' }, '7  2026-11-26 10:00  ingelogd  4f1c9a02b7e35d68'],
  ['login.refused', { cause: 'passkey-refused', times: 3 }, '7  2026-11-26 10:00  inloggen geweigerd  geen  cause: passkey-refused  times: 3'],
  ['login.refused', { cause: 'login-without-group' }, '7  2026-11-26 10:00  inloggen geweigerd  geen  cause: login-without-group'],
  ['login.ended-by-provider', { person: 'p-1', sessions: 2 }, '7  2026-11-26 10:00  uitgelogd door de inlogdienst  p-1  sessions: 2'],
  ['opening.asked', { opening: 3, category: 'fault', byPerson: 'p-1' }, '7  2026-11-26 10:00  inzage gevraagd  3  door sleutel p-1  category: fault'],
  ['opening.looked', { turn: 't-1', opening: 3, byPerson: 'p-1' }, '7  2026-11-26 10:00  vraag gelezen met inzage  t-1  door sleutel p-1  met inzage 3'],
  ['key.revoked', { key: 'k-1', byUser: 'root' }, '7  2026-11-26 10:00  sleutel ingetrokken  k-1  door root op de opdrachtregel'],
])('%s in one line', (kind, facts, line) => {
  expect(actLine({ number: 7, at, kind, facts }, (id) => `sleutel ${id}`)).toBe(line);
});
