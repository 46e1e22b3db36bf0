import { createSecretKey } from 'node:crypto';
import type { Database, Queryable } from '../store/database.ts';
import { seal, unseal } from './content.ts';
import type { RecordAct } from './management-log.ts';

/** Why somebody changes something in the console. */
export interface Why {
  /** In their own words. */
  readonly reason: string;
  /** Number of their key, or of the person. */
  readonly by: string;
  /** How it was before, where it can be put back: null where it was not there. */
  readonly before?: object | null;
}

export interface ConsoleChange {
  readonly number: number;
  readonly kind: string;
  /** The number or name of what was changed; empty for what has none yet. */
  readonly subject: string;
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
  /** Undefined: it cannot be put back. */
  readonly before: object | null | undefined;
}

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
}

interface Row extends Omit<ConsoleChange, 'reason' | 'before'> {
  readonly sealed: Buffer;
  readonly before: object | null;
  readonly canGoBack: boolean;
}

const COLUMNS = `number, kind, subject, changed_by AS by, changed_at AS at, reason AS sealed, before, before IS NOT NULL AS "canGoBack"`;

/** The reasons of what is changed in the console, each beside the entry of the audit log that has its number. */
export function createConsoleChanges({ db, masterKey, now }: Options) {
  const key = createSecretKey(masterKey);

  function opened({ sealed, before, canGoBack, ...row }: Row): ConsoleChange {
    return { ...row, before: canGoBack ? before : undefined, reason: unseal(key, sealed, contextOf(row)).toString('utf8') };
  }

  return {
    /** Records acts as `record` does, and why besides: both are there, or neither is. */
    explained(record: RecordAct, { reason, by, before }: Why): RecordAct {
      return async (tx, { kind, facts }) => {
        const subject = subjectOf(facts);
        const [made] = await tx.query<{ number: number }>(
          'INSERT INTO console_changes (kind, subject, changed_by, changed_at, reason, before) VALUES ($1, $2, $3, $4, $5, $6::jsonb) RETURNING number',
          [kind, subject, by, now(), seal(key, Buffer.from(reason), contextOf({ kind, subject })), before === undefined ? null : JSON.stringify(before)],
        );
        await record(tx, { kind, facts: { ...facts, change: made?.number } });
      };
    },

    /** The last ones of some subjects (`key`, `model`), as the first part of their kind has it. */
    async list(of: readonly string[], limit: number): Promise<ConsoleChange[]> {
      const rows = await db.query<Row>(`SELECT ${COLUMNS} FROM console_changes WHERE split_part(kind, '.', 1) = ANY ($1::text[]) ORDER BY number DESC LIMIT $2`, [of, limit]);
      return rows.map(opened);
    },

    async find(number: number): Promise<ConsoleChange | undefined> {
      const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM console_changes WHERE number = $1`, [number]);
      return row && opened(row);
    },
  };
}

function contextOf({ kind, subject }: Pick<ConsoleChange, 'kind' | 'subject'>): string {
  return `console ${kind} ${subject}`;
}

function subjectOf({ key, person, group, name }: Readonly<Record<string, unknown>>): string {
  const found = [key, person, name, group].find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : '';
}

/** Takes what was changed of somebody and why, in the caller's transaction. */
export async function takeChanges(tx: Queryable, personId: string): Promise<void> {
  await tx.query('DELETE FROM console_changes WHERE subject = $1', [personId]);
}

/** What was changed and why goes by its age; that it was changed stays in the chain. */
export const agedChanges = { past: 'console_changes WHERE changed_at < $1', erase: [{ from: 'console_changes', where: 'changed_at < $1' }] };
