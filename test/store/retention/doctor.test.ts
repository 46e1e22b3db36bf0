import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { lookAtCare } from '../../../src/cli/doctor/care.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/store/database.ts';
import { masterKey } from '../audit/support.ts';
import { openTestDatabase } from '../../support/database.ts';
import { daysAgo, retentionOf, said } from './support.ts';

let db: Database;
beforeEach(async () => void (db = await openTestDatabase()));
afterEach(() => db.close());

const checks = async () => (await lookAtCare(db, readConfig({}), new Date())).filter(({ what }) => what === 'Wissen na de bewaartermijn');
const ranAt = (at: Date) => db.transaction((tx) => createManagementLog({ masterKey, now: () => at })(tx, { kind: 'content.retention', facts: { beganBy: 'day' } }));
const action = expect.stringMatching(/^Staat de balie uit\? .*balie retention run/);

test('that nothing is erased by age any more, or never was, is a fault; of a desk that is new there is nothing to say', async () => {
  expect(await checks()).toEqual([]);
  await said(db, 1);
  expect(await checks()).toEqual([]);
  await said(db, 3);
  expect(await checks()).toMatchObject([{ state: 'fault', said: 'is nog nooit gedaan', action }]);
  // After so long it does not go by itself at a start either.
  await ranAt(daysAgo(40));
  expect(await checks()).toMatchObject([{ state: 'fault', action: expect.stringMatching(/^Zet de klok gelijk.*balie retention run/) }]);
  await ranAt(daysAgo(2.5));
  expect(await checks()).toMatchObject([{ state: 'fault', said: 'voor het laatst 2 dagen geleden', action }]);
  await ranAt(daysAgo(1.5));
  expect(await checks()).toMatchObject([{ state: 'ok', said: 'voor het laatst 1 dag geleden' }]);
  await retentionOf(db, { said: 'P28D' }).run('day');
  // The report itself may be past its own time: the log is not.
  await db.query('DELETE FROM retention_runs');
  expect(await checks()).toMatchObject([{ state: 'ok', said: 'voor het laatst minder dan een dag geleden' }]);
});
