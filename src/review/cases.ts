import type { RecordAct } from '../audit/management-log.ts';
import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';

/** A test question of the municipality's own: what is asked, and what must become of it. */
export interface OwnCase {
  readonly assistant: string;
  readonly question: string;
  /** Earlier questions of the conversation, oldest first. */
  readonly history: readonly string[];
  /** Any of these will do; empty: all will. */
  readonly outcomes: readonly string[];
  /** Titles of documents. */
  readonly cite: readonly string[];
  /** Texts, or patterns between slashes. */
  readonly say: readonly string[];
  readonly notSay: readonly string[];
}

export interface KeptCase extends OwnCase {
  readonly id: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
  /** Rises with each change: who changes says which one they saw. */
  readonly version: number;
}

interface Options {
  readonly db: Database;
  readonly record: RecordAct;
  readonly now: () => Date;
}

const COLUMNS = `id, assistant, question, history, outcomes, cite, say, not_say AS "notSay", created_at AS "createdAt", changed_at AS "changedAt", version`;

/** Under this name the evaluation counts them apart. */
const KIND = 'own';

export type Cases = ReturnType<typeof createCases>;

/** The test questions; each change is recorded with who made it. */
export function createCases({ db, record, now }: Options) {
  return {
    /** @param turnId the turn that it is made of: it goes when that is erased. @returns its number. @throws BalieError `review-unknown` for one that was erased meanwhile. */
    make: (made: OwnCase, byKey: string, turnId?: string): Promise<number> =>
      db.transaction(async (tx) => {
        // An erasure waits for it, and finds what was made; or it finds what was erased.
        if (turnId !== undefined && (await tx.query('SELECT 1 FROM turn_keys WHERE turn_id = $1 FOR SHARE', [turnId])).length === 0) throw new BalieError('review-unknown');
        const [row] = await tx.query<{ id: number }>(
          `INSERT INTO own_cases (assistant, question, history, outcomes, cite, say, not_say, created_at, changed_at, version, turn_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1, $9) RETURNING id`,
          [...valuesOf(made), now(), turnId ?? null],
        );
        if (row === undefined) throw new Error('a row that was made was not given');
        await record(tx, { kind: 'own-case.made', facts: { case: row.id, assistant: made.assistant, byKey } });
        return row.id;
      }),

    /** @param seen the version that was changed. @throws BalieError `case-unknown`, `review-changed`. */
    change: (id: number, changed: OwnCase, { seen, byKey }: { readonly seen: number; readonly byKey: string }): Promise<void> =>
      db.transaction(async (tx) => {
        const [before] = await tx.query<{ version: number }>('SELECT version FROM own_cases WHERE id = $1 FOR UPDATE', [id]);
        if (before === undefined) throw new BalieError('case-unknown');
        if (before.version !== seen) throw new BalieError('review-changed');
        await tx.query(
          `UPDATE own_cases SET assistant = $1, question = $2, history = $3, outcomes = $4, cite = $5, say = $6, not_say = $7, changed_at = $8, version = version + 1
            WHERE id = $9`,
          [...valuesOf(changed), now(), id],
        );
        await record(tx, { kind: 'own-case.changed', facts: { case: id, byKey } });
      }),

    /** @throws BalieError `case-unknown`. */
    remove: (id: number, byKey: string): Promise<void> =>
      db.transaction(async (tx) => {
        const removed = await tx.query('DELETE FROM own_cases WHERE id = $1 RETURNING id', [id]);
        if (removed.length === 0) throw new BalieError('case-unknown');
        await record(tx, { kind: 'own-case.removed', facts: { case: id, byKey } });
      }),

    async find(id: number): Promise<KeptCase | undefined> {
      const [row] = await db.query<KeptCase>(`SELECT ${COLUMNS} FROM own_cases WHERE id = $1`, [id]);
      return row;
    },

    /** All of them, the oldest first. */
    list: () => listCases(db),

    /** All of them, a line of JSON each. */
    lines: async () => (await listCases(db)).map(caseLine),
  };
}

/** Takes those that were made of these turns, in the caller's transaction. @returns how many. */
export async function takeCases(tx: Queryable, turnIds: readonly string[]): Promise<number> {
  return (await tx.query('DELETE FROM own_cases WHERE turn_id = ANY($1::uuid[]) RETURNING id', [turnIds])).length;
}

/** Forgets of which turn those were made of which nothing is kept any more: they are nobody's from then on. */
export async function unlinkCases(db: Queryable): Promise<void> {
  await db.query('UPDATE own_cases c SET turn_id = NULL WHERE turn_id IS NOT NULL AND NOT EXISTS (SELECT FROM turn_keys k WHERE k.turn_id = c.turn_id)');
}

/** All of them, the oldest first. */
export function listCases(db: Queryable): Promise<KeptCase[]> {
  return db.query<KeptCase>(`SELECT ${COLUMNS} FROM own_cases ORDER BY id`);
}

/** A line of JSON as the evaluation of answers reads it. */
export function caseLine({ id, assistant, question, history, outcomes, cite, say, notSay }: KeptCase): string {
  const expect = Object.fromEntries(Object.entries({ outcome: outcomes, cite, say, notSay }).filter(([, values]) => values.length > 0));
  return JSON.stringify({ id: `eigen-${id}`, kind: KIND, assistant, question, ...(history.length > 0 && { history }), expect });
}

function valuesOf({ assistant, question, history, outcomes, cite, say, notSay }: OwnCase): unknown[] {
  return [assistant, question, history, outcomes, cite, say, notSay];
}
