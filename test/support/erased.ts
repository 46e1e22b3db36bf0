import { chainKey } from '../../src/audit/chain.ts';
import { assistantsWithTurns, eraseCalls, eraseTurns } from '../../src/audit/retention.ts';
import { createErasing } from '../../src/cli/privacy/erasing.ts';
import { legalHolds } from '../../src/cli/privacy/legal-holds.ts';
import type { Database } from '../../src/store/database.ts';

/** Erases all that was said before a moment, as one rule for everything would. @returns how many turns and calls. */
export async function eraseSaid(db: Database, masterKey: Buffer, before: Date): Promise<number> {
  const context = { db, key: chainKey(masterKey), now: () => new Date() };
  const assistants = (await assistantsWithTurns(db)).map(({ name }) => name);
  return (await eraseTurns(context, { before, assistants })) + (await eraseCalls(context, { before }));
}

/** Erases a conversation as who asked does. @returns whether there is such a one. */
export async function eraseTalk(db: Database, masterKey: Buffer, conversationId: string, assistants: readonly string[] = ['loket']): Promise<boolean> {
  const erasing = createErasing({ db, masterKey, now: () => new Date(), municipality: 'Gemeente', heldBy: legalHolds, forget: () => undefined });
  return (await erasing.conversation(conversationId, { assistants, by: { by: 'asker' } })) !== undefined;
}
