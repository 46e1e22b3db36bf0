import { chainKey } from '../../src/audit/chain.ts';
import { assistantsWithTurns, eraseCalls, eraseTurns } from '../../src/audit/retention.ts';
import type { Database } from '../../src/store/database.ts';

/** Erases all that was said before a moment, as one rule for everything would. @returns how many turns and calls. */
export async function eraseSaid(db: Database, masterKey: Buffer, before: Date): Promise<number> {
  const context = { db, key: chainKey(masterKey), now: () => new Date() };
  const assistants = (await assistantsWithTurns(db)).map(({ name }) => name);
  return (await eraseTurns(context, { before, assistants })) + (await eraseCalls(context, { before }));
}
