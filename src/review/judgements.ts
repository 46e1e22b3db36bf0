import type { RecordAct } from '../audit/management-log.ts';
import type { TurnNotes } from '../audit/turn-notes.ts';
import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { Judgement } from './choices.ts';
import type { Queue } from './queue.ts';

/** What staff write with a judgement. */
export interface Remarks {
  readonly remark: string;
  /** Titles of documents that a good answer cites, and what it says. */
  readonly cite: readonly string[];
  readonly say: readonly string[];
}

export interface Judged extends Remarks {
  readonly turnId: string;
  readonly judgement: Judgement;
  /** The version that they saw when they judged: 0 when there was none. */
  readonly seen: number;
  /** Id of the key with which they are logged in. */
  readonly byKey: string;
}

interface Options {
  readonly db: Database;
  readonly queue: Queue;
  readonly notes: TurnNotes;
  readonly record: RecordAct;
  readonly now: () => Date;
  /** The number of the opening by which staff may, held until the transaction ends. @throws BalieError `opening-required`. */
  readonly opening: (tx: Queryable) => Promise<number>;
}

/** What is needed to read a turn: who it was for, and what was asked before in the conversation. */
export interface OpenedTurn {
  readonly assistant: string;
  /** Whether it is an employee's. */
  readonly isPersons: boolean;
  /** Ids of the turns before it, oldest first; of an employee none: they showed the one that did not help. */
  readonly earlier: readonly string[];
  /** Of the judgement; 0 when there is none. */
  readonly version: number;
}

/** So many questions before one say what it is about. */
const EARLIER = 3;

export function createJudgements({ db, queue, notes, record, now, opening }: Options) {
  return {
    /**
     * Opens a turn to staff, and records that before anything of it can be read.
     * @throws BalieError `opening-required`; `review-unknown` for a turn that does not ask for a judgement, is not there, or was erased.
     */
    async open(turnId: string, byKey: string): Promise<OpenedTurn> {
      if (!(await queue.isOpen(turnId))) throw new BalieError('review-unknown');
      return db.transaction(async (tx) => {
        const number = await opening(tx);
        const opened = await readOpened(tx, turnId);
        await record(tx, { kind: 'review.opened', facts: { turn: turnId, opening: number, ...(opened.isPersons && { ofEmployee: true }), byKey } });
        return opened;
      });
    },

    /**
     * Keeps a judgement in the place of the one that was seen.
     * @throws BalieError `opening-required` and `review-unknown`, as above; `review-changed` when somebody else judged meanwhile.
     */
    async judge({ turnId, judgement, seen, byKey, ...remarks }: Judged): Promise<void> {
      if (!(await queue.isOpen(turnId))) throw new BalieError('review-unknown');
      await db.transaction(async (tx) => {
        await opening(tx);
        const turn = await notes.hold(tx, turnId);
        if (turn === undefined) throw new BalieError('review-unknown');
        const [before] = await tx.query<{ version: number }>('SELECT version FROM turn_reviews WHERE turn_id = $1', [turnId]);
        if ((before?.version ?? 0) !== seen) throw new BalieError('review-changed');
        const at = now();
        const number = await notes.add(tx, turn, { kind: 'turn.judged', at, facts: { judgement, byKey }, said: remarks });
        await tx.query(
          `INSERT INTO turn_reviews (turn_id, judgement, judged_at, version, number) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (turn_id) DO UPDATE SET judgement = $2, judged_at = $3, version = $4, number = $5`,
          [turnId, judgement, at, seen + 1, number],
        );
      });
    },
  };
}

async function readOpened(tx: Queryable, turnId: string): Promise<OpenedTurn> {
  const [turn] = await tx.query<OpenedTurn>(
    `SELECT t.assistant, t.person_id IS NOT NULL AS "isPersons", coalesce(r.version, 0) AS version,
            ARRAY(SELECT id FROM (SELECT e.id, e.received_at FROM turns e
                   WHERE t.person_id IS NULL AND e.conversation_id = t.conversation_id AND e.assistant = t.assistant AND e.received_at < t.received_at
                   ORDER BY e.received_at DESC LIMIT ${EARLIER}) last ORDER BY received_at) AS earlier
       FROM turns t LEFT JOIN turn_reviews r ON r.turn_id = t.id WHERE t.id = $1`,
    [turnId],
  );
  if (turn === undefined) throw new BalieError('review-unknown');
  return turn;
}
