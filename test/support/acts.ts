import type { Queryable } from '../../src/store/database.ts';

export interface RecordedAct {
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What is recorded of changes by those who manage the desk, in order. */
export async function actsIn(db: Queryable): Promise<RecordedAct[]> {
  const rows = await db.query<{ kind: string; body: string }>(`SELECT kind, body FROM audit_entries WHERE kind ~ '^(key|key-group|backend|model|desk|setting)[.]' ORDER BY number`);
  return rows.map(({ kind, body }) => ({ kind, facts: (JSON.parse(body) as RecordedAct).facts }));
}

/** For changes of which the record is not the subject. */
export const unrecorded = (): Promise<void> => Promise.resolve();
