import { persistent, persistentLog } from '../../answer/persistent-log.ts';
import type { TurnLog as Turns } from '../../answer/ports.ts';
import { type CallLog, createCallLog } from '../../audit/call-log.ts';
import { createTurnLog, type TurnLog } from '../../audit/turn-log.ts';
import { createChainWriter, type OnBatch } from '../../audit/writing/chain-writer.ts';
import type { Database } from '../../store/database.ts';
import { type Conversations, createConversations } from '../../workplace/conversations.ts';
import { historyWithoutClosed } from './closed-sources.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  /** Names this process in what it takes. */
  readonly instanceId: string;
  readonly now: () => Date;
  /** Whether it is kept where a turn or call stands in a trace. */
  readonly isTraced: boolean;
  /** Hears of what was written. */
  readonly onBatch: OnBatch;
}

export interface AuditLog {
  readonly log: TurnLog;
  /** As `log`, but that no end is lost while the database is away, and nothing is given back of sources that are closed to who asks. */
  readonly turns: Turns;
  /** As `turns`, for work on files: it is in somebody's history as questions are. */
  readonly ofFiles: Turns;
  readonly calls: Pick<CallLog, 'received' | 'ended'>;
  readonly conversations: Conversations;
  /** Tries once more, at once, what could not be kept yet, and waits for it. */
  close(): Promise<unknown>;
}

/** The audit log as this process writes to it, with the conversations that employees find again in it. To be opened once: see `createChainWriter`. */
export function openAuditLog({ onBatch, ...audit }: Options): AuditLog {
  const write = createChainWriter({ ...audit, onBatch });
  const log = createTurnLog({ ...audit, write });
  const calls = persistent(createCallLog({ ...audit, write }));
  const conversations = createConversations(audit);
  const turns = persistentLog({
    ...log,
    async history(conversationId, assistant, readers) {
      const exchanges = await log.history(conversationId, assistant);
      return readers === undefined ? exchanges : historyWithoutClosed(audit.db, exchanges, readers);
    },
  });
  const ofFiles: Turns = {
    ...turns,
    async received(turn) {
      if (turn.person !== undefined) await conversations.open({ ...turn, person: turn.person, isOfFile: true });
      await turns.received(turn);
    },
  };
  return { log, turns, ofFiles, calls, conversations, close: () => Promise.all([turns.close(), calls.close()]) };
}
