import { conversationMark } from '../../src/audit/conversation-mark.ts';
import type { Queryable } from '../../src/store/database.ts';

export interface RecordedAct {
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What is recorded of changes by those who manage the desk, in order. */
export async function actsIn(db: Queryable): Promise<RecordedAct[]> {
  const rows = await db.query<{ kind: string; body: string }>(`SELECT kind, body FROM audit_entries WHERE kind ~ '^(key|key-group|backend|model|desk|setting|register|factsheet|diligence|live)[.]' ORDER BY number`);
  return rows.map(({ kind, body }) => ({ kind, facts: (JSON.parse(body) as RecordedAct).facts }));
}

/** The bodies of what is recorded of sharing a conversation, in order. */
export async function sharingActs(db: Queryable, conversationId: string): Promise<string[]> {
  const rows = await db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE kind LIKE 'share.%' AND body LIKE '%' || $1 || '%' ORDER BY number`, [conversationMark(conversationId)]);
  return rows.map(({ body }) => body);
}

/** For changes of which the record is not the subject. */
export const unrecorded = (): Promise<void> => Promise.resolve();
