import { randomBytes, randomUUID } from 'node:crypto';
import { createChainWriter } from '../../../src/audit/writing/chain-writer.ts';
import { createTurnLog, type TurnLog } from '../../../src/audit/turn-log.ts';
import type { Database } from '../../../src/store/database.ts';

export const masterKey = randomBytes(32);
export const answered = { outcome: 'answered', answer: 'Dat kost € 83,90 [1].', sources: [], model: 'test', durationMs: 12 };

/** The log as one more process has it. */
export function openLog(db: Database, instanceId = randomUUID()): TurnLog {
  return createTurnLog({ db, masterKey, instanceId, now: () => new Date(), write: createChainWriter({ db, masterKey, instanceId }) });
}

export function turn(conversationId = randomUUID(), isNew = true) {
  return { id: randomUUID(), conversationId, isNew, assistant: 'loket', question: 'Wat kost een paspoort voor Jan Jansen?' };
}
