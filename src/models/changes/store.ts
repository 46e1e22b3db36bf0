import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import type { ModelChange } from './apply.ts';

export interface StoredChanges {
  /** Rises with each change. */
  readonly version: number;
  readonly changes: readonly ModelChange[];
}

/** The number of the last change: cheap enough to ask every few seconds. @throws BalieError `database-unavailable`. */
export async function changesVersion(db: Queryable): Promise<number> {
  return (await versionRow(db, '')).version;
}

/** All that admins changed, in the order of names. @throws BalieError `database-unavailable`. */
export async function readChanges(db: Database): Promise<StoredChanges> {
  return db.transaction(async (tx) => {
    // The lock has both be of one moment.
    const { version } = await versionRow(tx, 'FOR SHARE');
    return { version, changes: await listChanges(tx) };
  });
}

interface Changing {
  readonly change: ModelChange;
  /** Id of the key of who changes it. */
  readonly by: string;
  /** Whether it is then as the configuration has it, or has it not: nothing is kept, so that later changes of the file count again. */
  readonly isBack: boolean;
  /** Sees all changes with this one. @throws what makes it not be done. */
  readonly check: (changes: readonly ModelChange[]) => void;
  /** Puts the change on record, as the last thing: what cannot be recorded is not done. @throws to undo it. */
  readonly record: (tx: Queryable) => Promise<void>;
}

/** Makes one change, after those of others that are being made. @throws what `check` and `record` throw; BalieError `database-unavailable`. */
export async function storeChange(db: Database, { change, by, isBack, check, record }: Changing): Promise<StoredChanges> {
  const { kind, name, definition } = change;
  return db.transaction(async (tx) => {
    await versionRow(tx, 'FOR UPDATE');
    if (isBack) await tx.query('DELETE FROM model_changes WHERE kind = $1 AND name = $2', [kind, name]);
    else {
      await tx.query(
        `INSERT INTO model_changes (kind, name, definition, changed_by) VALUES ($1, $2, $3::jsonb, $4)
         ON CONFLICT (kind, name) DO UPDATE SET definition = excluded.definition, changed_by = excluded.changed_by, changed_at = now()`,
        [kind, name, definition === null ? null : JSON.stringify(definition), by],
      );
    }
    const changes = await listChanges(tx);
    check(changes);
    const [row] = await tx.query<{ version: number }>('UPDATE model_changes_version SET version = version + 1 RETURNING version');
    await record(tx);
    return { version: row?.version ?? 0, changes };
  });
}

async function versionRow(db: Queryable, lock: '' | 'FOR SHARE' | 'FOR UPDATE'): Promise<{ version: number }> {
  const [row] = await db.query<{ version: number }>(`SELECT version FROM model_changes_version ${lock}`);
  if (row === undefined) throw new BalieError('internal', { detail: 'model_changes_version has no row' });
  return row;
}

function listChanges(db: Queryable): Promise<ModelChange[]> {
  return db.query<ModelChange>('SELECT kind, name, definition FROM model_changes ORDER BY kind, name');
}
