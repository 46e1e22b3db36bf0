import { markIn } from '../audit/conversation-mark.ts';
import type { Queryable } from '../store/database.ts';

/** Turns of one conversation, the first first. */
export interface FoundConversation {
  readonly conversationId: string;
  readonly assistant: string;
  readonly turnIds: readonly string[];
}

/** The conversations of a subject, the oldest first; those that were asked otherwise are among their turns. */
export async function conversationsIn(db: Queryable, of: { readonly conversationId: string } | { readonly personId: string }): Promise<FoundConversation[]> {
  const [column, id] = 'personId' in of ? ['person_id', of.personId] : ['conversation_id', of.conversationId];
  return db.query<FoundConversation>(
    `SELECT conversation_id AS "conversationId", min(assistant) AS assistant, array_agg(id::text ORDER BY received_at, id) AS "turnIds"
       FROM turns WHERE ${column} = $1 GROUP BY conversation_id ORDER BY min(received_at), conversation_id`,
    [id],
  );
}

/** An act in the audit log. */
export interface FoundAct {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** More than anybody reads; all are in the log. */
const MOST_ACTS = 10_000;

/** What stands in the audit log of somebody or something besides what they asked: what they did, what was done to them, and who opened what they said. */
export async function actsOn(db: Queryable, of: { readonly conversationId: string } | { readonly personId: string }): Promise<FoundAct[]> {
  const [column, id] = 'personId' in of ? ['person_id', of.personId] : ['conversation_id', of.conversationId];
  const rows = await db.query<{ body: string }>(
    `WITH own AS MATERIALIZED (SELECT id::text FROM turns WHERE ${column} = $1 UNION SELECT conversation_id::text FROM turns WHERE ${column} = $1 UNION SELECT ${markIn('conversation_id')} FROM turns WHERE ${column} = $1 UNION SELECT $1::uuid::text)
     SELECT e.body FROM audit_entries e CROSS JOIN LATERAL (SELECT e.body::jsonb -> 'facts' AS f) x
      WHERE e.kind !~ '^(turn|call|content)[.]'
        AND (f ->> 'person' IN (SELECT id FROM own) OR f ->> 'byPerson' IN (SELECT id FROM own) OR f ->> 'byKey' IN (SELECT id FROM own)
          OR f ->> 'conversation' IN (SELECT id FROM own) OR f ->> 'turn' IN (SELECT id FROM own))
      ORDER BY e.number DESC LIMIT ${MOST_ACTS}`,
    [id],
  );
  return rows.map(({ body }) => JSON.parse(body) as FoundAct);
}
