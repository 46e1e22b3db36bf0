import type { Queryable } from '../store/database.ts';

/** What somebody asked on one Dutch day, and what models read and wrote for it. */
export interface DayOfUse {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly questions: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

/** A person's own use, the last day first. It holds nothing of what was said: it stays when that is erased. */
export async function useOf(db: Queryable, person: string, since: Date): Promise<DayOfUse[]> {
  const facts = `(e.body::jsonb -> 'facts')`;
  return db.query<DayOfUse>(
    `SELECT (t.received_at AT TIME ZONE 'Europe/Amsterdam')::date AS day, count(*) AS questions,
       coalesce(sum((${facts} ->> 'promptTokens')::bigint), 0) AS "promptTokens", coalesce(sum((${facts} ->> 'answerTokens')::bigint), 0) AS "answerTokens"
     FROM turns t LEFT JOIN audit_entries e ON e.turn_id = t.id AND e.kind = 'turn.ended'
     WHERE t.person_id = $1 AND t.received_at >= $2 GROUP BY 1 ORDER BY 1 DESC`,
    [person, since],
  );
}
