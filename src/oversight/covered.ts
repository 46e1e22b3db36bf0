import type { Queryable } from '../store/database.ts';
import type { Scope } from './opening.ts';

/** A conversation that an opening shows, without a word of it. */
export interface CoveredConversation {
  readonly id: string;
  readonly assistant: string;
  /** Whether it is an employee's. */
  readonly isPersons: boolean;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Of these, so many that the opening shows. */
  readonly turns: number;
}

export interface CoveredTurn {
  readonly id: string;
  readonly isPersons: boolean;
}

/** More of one conversation is not shown at once. */
const MOST_TURNS = 100;

/** The review queue has rules of its own for what is in it. Confidential turns say nothing, and are in no opening. */
function condition(scope: Scope): { readonly sql: string; readonly values: readonly unknown[] } {
  switch (scope.kind) {
    case 'turn':
      return { sql: 't.id = $1', values: [scope.turnId] };
    case 'conversation':
      return { sql: 't.conversation_id = $1', values: [scope.conversationId] };
    case 'assistant':
      return { sql: 't.assistant = $1 AND t.received_at >= $2 AND t.received_at < $3', values: [scope.assistant, scope.from, scope.until] };
    case 'review':
      return { sql: 'false', values: [] };
  }
}

/** One page of them, the last first. */
export async function coveredConversations(db: Queryable, scope: Scope, { page, pageSize }: { readonly page: number; readonly pageSize: number }): Promise<{ readonly total: number; readonly conversations: readonly CoveredConversation[] }> {
  const { sql, values } = condition(scope);
  const [counted] = await db.query<{ total: number }>(`SELECT count(*) AS total FROM (SELECT DISTINCT t.conversation_id, t.assistant FROM turns t WHERE ${sql}) c`, values);
  const at = values.length;
  const conversations = await db.query<CoveredConversation>(
    `SELECT t.conversation_id AS id, t.assistant, bool_or(t.person_id IS NOT NULL) AS "isPersons", min(t.received_at) AS "firstAt", max(t.received_at) AS "lastAt", count(*) AS turns
       FROM turns t WHERE ${sql} GROUP BY t.conversation_id, t.assistant ORDER BY max(t.received_at) DESC, t.conversation_id, t.assistant LIMIT $${at + 1} OFFSET $${at + 2}`,
    [...values, pageSize, (page - 1) * pageSize],
  );
  return { total: counted?.total ?? 0, conversations };
}

/** The turns of one conversation that an opening shows, the oldest first; the last so many. */
export async function coveredTurns(db: Queryable, scope: Scope, conversationId: string): Promise<CoveredTurn[]> {
  const { sql, values } = condition(scope);
  const rows = await db.query<CoveredTurn>(
    `SELECT t.id, t.person_id IS NOT NULL AS "isPersons" FROM turns t WHERE ${sql} AND t.conversation_id = $${values.length + 1} ORDER BY t.received_at DESC, t.id DESC LIMIT ${MOST_TURNS}`,
    [...values, conversationId],
  );
  return rows.toReversed();
}

/** Which of these turns an opening shows. */
export async function coveredAmong(db: Queryable, scope: Scope, turnIds: readonly string[]): Promise<CoveredTurn[]> {
  const { sql, values } = condition(scope);
  return db.query<CoveredTurn>(`SELECT t.id, t.person_id IS NOT NULL AS "isPersons" FROM turns t WHERE ${sql} AND t.id = ANY ($${values.length + 1}::uuid[])`, [...values, turnIds]);
}

/** Whether there is anything for it to show. */
export async function isSomething(db: Queryable, scope: Scope): Promise<boolean> {
  if (scope.kind === 'review') return true;
  const { sql, values } = condition(scope);
  return (await db.query(`SELECT 1 FROM turns t WHERE ${sql} LIMIT 1`, values)).length > 0;
}
