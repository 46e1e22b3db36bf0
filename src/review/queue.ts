import type { Queryable } from '../store/database.ts';
import { askedOften } from './asked-often.ts';
import type { ReadQuestions } from './ports.ts';

/** Why a turn asks for a judgement: it did not help, it was refused and is asked often, or it was drawn. */
export type Why = 'not-helpful' | 'refused' | 'sample';

export interface QueueItem {
  readonly id: string;
  readonly why: Why;
  readonly assistant: string;
  readonly outcome: string;
  readonly receivedAt: Date;
  /** How often about the same was asked. */
  readonly times: number;
  /** Why it did not help, as far as was said. */
  readonly reasons: readonly string[];
}

export interface QueueSettings {
  /** One of so many answers is drawn; 0: none. */
  readonly sampleOneIn: number;
  /** A refused question is in the queue when it was asked so often. */
  readonly askedOften: number;
}

interface Options {
  readonly db: Queryable;
  readonly settings: QueueSettings;
  readonly questions: ReadQuestions;
  /** The words of a question that say what it is about. */
  readonly wordsOf: (question: string) => readonly string[];
}

/** Of each kind, so many are shown; the next ones follow when these are judged. */
const SHOWN = 100;
/** Among so many refused questions, the latest, is looked for what is asked often. */
const LOOKED_AT = 1_000;

/** What was erased, or still runs, cannot be judged. */
const TURNS = 'turns t JOIN turn_keys k ON k.turn_id = t.id LEFT JOIN turn_reviews r ON r.turn_id = t.id LEFT JOIN turn_feedback f ON f.turn_id = t.id';
const COLUMNS = 't.id, t.assistant, t.outcome, t.received_at AS "receivedAt", coalesce(f.reasons, \'{}\') AS reasons';
/** Nobody looks into conversations of employees by chance: they are theirs, and hold what is in their files. What they say did not help, they show. */
const OF_NOBODY = 't.person_id IS NULL';
const NOT_HELPFUL = 'NOT f.helpful AND (r.turn_id IS NULL OR r.judged_at < f.given_at)';

type Row = Omit<QueueItem, 'why' | 'times'>;

/** The turns that ask for a judgement, and no others: what did not help, then what was refused and is asked often, then a random few. */
export function createQueue({ db, settings, questions, wordsOf }: Options) {
  async function notHelpful(): Promise<QueueItem[]> {
    const rows = await db.query<Row>(`SELECT ${COLUMNS} FROM ${TURNS} WHERE ${NOT_HELPFUL} ORDER BY f.given_at DESC, t.id LIMIT ${SHOWN}`);
    return rows.map((row) => ({ ...row, why: 'not-helpful', times: 1 }));
  }

  async function refused(): Promise<QueueItem[]> {
    const rows = await db.query<Row & { isSeen: boolean }>(
      `SELECT * FROM (SELECT ${COLUMNS}, r.turn_id IS NOT NULL OR coalesce(${NOT_HELPFUL}, false) AS "isSeen" FROM ${TURNS}
        WHERE ${OF_NOBODY} AND t.outcome IN ('abstained', 'blocked', 'out-of-scope') ORDER BY t.received_at DESC, t.id DESC LIMIT ${LOOKED_AT}) latest ORDER BY "receivedAt", id`,
    );
    const asked = await questions(rows.map(({ id }) => id));
    const often = askedOften(rows.map((row) => ({ ...row, question: asked.get(row.id) ?? '' })), wordsOf, settings.askedOften);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return often.slice(0, SHOWN).flatMap(({ id, times }): QueueItem[] => {
      const row = byId.get(id);
      if (row === undefined) return [];
      const { isSeen: _isSeen, ...turn } = row;
      return [{ ...turn, why: 'refused', times }];
    });
  }

  /** Drawn by its id, which is random: asking again draws the same. */
  async function sample(): Promise<QueueItem[]> {
    if (settings.sampleOneIn === 0) return [];
    const rows = await db.query<Row>(
      `SELECT ${COLUMNS} FROM ${TURNS} WHERE ${OF_NOBODY} AND t.outcome IN ('answered', 'quoted') AND r.turn_id IS NULL AND coalesce(f.helpful, true)
          AND ('x' || substr(md5(t.id::text), 1, 7))::bit(28)::int % $1 = 0
        ORDER BY t.received_at DESC, t.id LIMIT ${SHOWN}`,
      [settings.sampleOneIn],
    );
    return rows.map((row) => ({ ...row, why: 'sample', times: 1 }));
  }

  return {
    /** In the order in which they ask for it. */
    async list(): Promise<QueueItem[]> {
      return [...(await notHelpful()), ...(await refused()), ...(await sample())];
    },

    /** Whether staff may open this turn: it is in the queue, or they judged it before. */
    async isOpen(turnId: string): Promise<boolean> {
      const judged = await db.query('SELECT 1 FROM turn_reviews r JOIN turn_keys k ON k.turn_id = r.turn_id WHERE r.turn_id = $1', [turnId]);
      return judged.length > 0 || (await this.list()).some(({ id }) => id === turnId);
    },
  };
}

/** How many answers did not help and wait for a judgement: from the index of those alone. */
export async function countUnhelpful(db: Queryable): Promise<number> {
  const [row] = await db.query<{ open: number }>(`SELECT count(*) AS open FROM turn_feedback f JOIN turn_keys k ON k.turn_id = f.turn_id LEFT JOIN turn_reviews r ON r.turn_id = f.turn_id WHERE ${NOT_HELPFUL}`);
  return row?.open ?? 0;
}

export type Queue = ReturnType<typeof createQueue>;
