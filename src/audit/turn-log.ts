import { createSecretKey } from 'node:crypto';
import { BalieError, foreignCode } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import { type Act, ending, interruption, receipt } from './writing/acts.ts';
import { claim, sweep } from './instances.ts';
import { type EndContent, ENTRY_COLUMNS, type EntryRow, type KeptTurn, openQuestion, openTurn } from './kept-turn.ts';
import type { QuestionDigests } from './idempotency-keys.ts';
import { type Traced, traceFacts } from './trace-facts.ts';

interface TurnEnd extends EndContent {
  readonly outcome: string;
  readonly model?: string;
  readonly promptTokens?: number;
  readonly answerTokens?: number;
  readonly durationMs: number;
  /** Nothing of what was said is kept: as it was received. */
  readonly isConfidential?: boolean;
}

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  /** Names this process in the turns it takes. */
  readonly instanceId: string;
  readonly now: () => Date;
  /** Milliseconds, from any start: never back. */
  readonly elapsed?: () => number;
  /** Writes to the chain, for this process: `createChainWriter`. */
  readonly write: (act: Act) => Promise<boolean>;
  /** Whether it is kept where a turn stands in a trace, and why one failed: for who records processings elsewhere. */
  readonly isTraced?: boolean;
}

/** How many earlier turns a page shows: the latest. */
export const PAGE_TURNS = 50;
/** How many earlier answers a model is shown at most. */
const HISTORY_TURNS = 3;
/** How many earlier questions an attempt to mislead may be split over. */
export const EARLIER_QUESTIONS = 6;
const ANSWERED = ['answered', 'quoted'];
/** SQLSTATE. The number of a turn is random: it can only be the key. */
const UNIQUE_VIOLATION = '23505';

export type TurnLog = ReturnType<typeof createTurnLog>;

/** The record of turns: what a method writes is committed when it resolves. */
export function createTurnLog({ db, masterKey, instanceId, now, elapsed = () => performance.now(), write, isTraced = false }: Options) {
  const master = createSecretKey(masterKey);
  const instances = { db, instanceId, elapsed, seen: new Map<string, number>(), interrupt: ({ subject, id }: Pick<Act, 'subject' | 'id'>) => write(interruption({ subject, id, at: now() })) };
  return {
    /**
     * @param turn `key` is the id of the API key of a program that asks, `person` that of who is logged in.
     * @throws BalieError `turn-running` when another came with the same key meanwhile; `conversation-unknown` unless the conversation is new or has turns of the same assistant and the same person, or of nobody by name.
     */
    async received(turn: { id: string; conversationId: string; isNew: boolean; assistant: string; question: string; key?: string; person?: string; isConfidential?: boolean; idempotency?: QuestionDigests } & Traced): Promise<void> {
      const { id, conversationId, assistant, question, key, person, isConfidential = false, idempotency } = turn;
      // Apart from the writing: turns never go, so that what is found stays true.
      if (!turn.isNew) await requireConversation(db, turn);
      const facts = { assistant, conversationId, key, person, ...(isConfidential && { confidential: true }), ...(isTraced && traceFacts(turn)) };
      const received = receipt({ subject: 'turn', id, at: now() }, facts, isConfidential ? undefined : { question }, master);
      await write(idempotency === undefined ? received : { ...received, idempotency }).catch((error: unknown) => {
        throw idempotency !== undefined && foreignCode(error) === UNIQUE_VIOLATION ? new BalieError('turn-running', { retryAfterMs: 1_000 }) : error;
      });
    },

    /** Keeps the end of a turn. A turn ends once: a second end is left out. @returns whether this end was kept. */
    ended(turnId: string, end: TurnEnd): Promise<boolean> {
      const { outcome, model, promptTokens, answerTokens, durationMs, answer, sources, reason, details, isConfidential = false } = end;
      const facts = { outcome, model, promptTokens, answerTokens, durationMs, ...(isTraced && isFault(outcome) && { reason }) };
      return write(ending({ subject: 'turn', id: turnId, at: now() }, facts, isConfidential ? undefined : { answer, sources, reason, details }));
    },

    /**
     * The last turns of one conversation with one assistant, oldest first, without those that were asked otherwise; empty when there is
     * no such conversation. @param skip so many of the last ones are left out. @param on a transaction that sees all of it at one moment.
     */
    conversation(conversationId: string, assistant: string, skip = 0, on: Queryable = db): Promise<KeptTurn[]> {
      return lastTurns(conversationId, assistant, PAGE_TURNS, undefined, skip, on);
    },

    /** Turns by their ids, with all that was said; in no order, and without those that are not there. */
    async find(ids: readonly string[]): Promise<KeptTurn[]> {
      const rows = await db.query<EntryRow>(
        `SELECT ${ENTRY_COLUMNS} FROM turns t JOIN audit_entries e ON e.turn_id = t.id LEFT JOIN turn_keys k ON k.turn_id = t.id
          WHERE t.id = ANY($1::uuid[]) ORDER BY e.number`,
        [ids],
      );
      return turnsOf(rows);
    },

    /** What was asked in turns, by their ids; without those that were erased. */
    async questions(ids: readonly string[]): Promise<Map<string, string>> {
      const rows = await db.query<{ id: string; wrapped: Buffer; content: Buffer }>(
        `SELECT k.turn_id AS id, k.wrapped, e.content FROM turn_keys k JOIN audit_entries e ON e.turn_id = k.turn_id
          WHERE k.turn_id = ANY($1::uuid[]) AND e.kind = 'turn.received' AND e.content IS NOT NULL`,
        [ids],
      );
      return new Map(rows.map((row) => [row.id, openQuestion(row, master)]));
    },

    /** What was last asked and answered in a conversation, oldest first; only turns that ended with an answer. */
    async history(conversationId: string, assistant: string): Promise<(Pick<EndContent, 'answer' | 'sources' | 'details'> & { question: string })[]> {
      const turns = await lastTurns(conversationId, assistant, HISTORY_TURNS, ANSWERED);
      return turns.flatMap(({ question, end }) =>
        question !== undefined && end !== undefined ? [{ question, answer: end.answer, sources: end.sources, ...(end.details && { details: end.details }) }] : [],
      );
    },

    /** What was asked in a conversation before a turn, oldest first, however it ended. */
    async earlierQuestions(conversationId: string, assistant: string, turnId: string): Promise<string[]> {
      const turns = await lastTurns(conversationId, assistant, EARLIER_QUESTIONS + 1);
      return turns.flatMap(({ id, question }) => (id === turnId || question === undefined ? [] : [question])).slice(-EARLIER_QUESTIONS);
    },

    /** Ends a turn that nobody runs. @returns whether it was open. */
    interrupt: (turnId: string) => instances.interrupt({ subject: 'turn', id: turnId }),

    /** These two are about the calls of programs too. */
    sweep: (onError: (error: unknown) => void = () => undefined) => sweep(instances, onError),
    claim: (since: Date) => claim(instances, since),
  };

  async function lastTurns(conversationId: string, assistant: string, limit: number, outcomes?: readonly string[], skip = 0, on: Queryable = db): Promise<KeptTurn[]> {
    const rows = await on.query<EntryRow>(
      `SELECT ${ENTRY_COLUMNS}
         FROM (SELECT id, received_at, outcome FROM turns
                WHERE conversation_id = $1 AND assistant = $2 AND ($3::text[] IS NULL OR outcome = ANY($3)) AND replaced_at IS NULL
                ORDER BY received_at DESC, id DESC LIMIT $4 OFFSET $5) t
         JOIN audit_entries e ON e.turn_id = t.id LEFT JOIN turn_keys k ON k.turn_id = t.id
        ORDER BY t.received_at, t.id, e.number`,
      [conversationId, assistant, outcomes, limit, skip],
    );
    return turnsOf(rows);
  }

  function turnsOf(rows: readonly EntryRow[]): KeptTurn[] {
    return [...Map.groupBy(rows, ({ id }) => id).values()].map((entries) => openTurn(entries, master));
  }
}

/** Of these the reason is a code of the catalogue of faults. Of what was not answered it may tell something of the question. */
function isFault(outcome: string): boolean {
  return outcome === 'failed' || outcome === 'interrupted';
}

async function requireConversation(db: Database, { conversationId, assistant, person }: { conversationId: string; assistant: string; person?: string }): Promise<void> {
  const found = await db.query('SELECT 1 FROM turns WHERE conversation_id = $1 AND assistant = $2 AND person_id IS NOT DISTINCT FROM $3::uuid LIMIT 1', [
    conversationId,
    assistant,
    person,
  ]);
  if (found.length === 0) throw new BalieError('conversation-unknown');
}

/** Where and when a turn was asked, which stays known after what was said in it is erased. */
export interface TurnPlace {
  readonly assistant: string;
  readonly conversationId: string;
  readonly receivedAt: Date;
}

/** @returns undefined when there is no such turn. */
export async function turnPlace(db: Queryable, turnId: string): Promise<TurnPlace | undefined> {
  const [found] = await db.query<TurnPlace>(
    `SELECT assistant, conversation_id AS "conversationId", received_at AS "receivedAt" FROM turns WHERE id = $1`,
    [turnId],
  );
  return found;
}
