import type { Queryable } from '../store/database.ts';
import type { QualityFacts } from './facts.ts';

/** How the answers of an assistant were found on its cases. */
export interface KeptEvaluation extends Omit<QualityFacts, 'promptsSha256'> {
  readonly assistant: string;
  readonly at: Date;
  /** Of the prompts that were evaluated (see evaluation-doubts.ts); null: not known, of an older one. */
  readonly promptsSha256: string | null;
}

/** Older ones say nothing of what runs now. */
const KEPT = 20;

/** The last one of each assistant. @throws BalieError `database-unavailable`. */
export function lastEvaluations(db: Queryable): Promise<KeptEvaluation[]> {
  return db.query<KeptEvaluation>('SELECT DISTINCT ON (assistant) assistant, at, cases, rates, version, model, prompts_sha256 AS "promptsSha256" FROM assistant_evaluations ORDER BY assistant, at DESC');
}

/** Keeps one, and the last few before it. */
export async function keepEvaluation(db: Queryable, { assistant, at, cases, rates, version, model, promptsSha256 }: KeptEvaluation): Promise<void> {
  await db.query('INSERT INTO assistant_evaluations (assistant, at, cases, rates, version, model, prompts_sha256) VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)', [assistant, at, cases, JSON.stringify(rates), version, model, promptsSha256]);
  await db.query('DELETE FROM assistant_evaluations WHERE assistant = $1 AND at NOT IN (SELECT at FROM assistant_evaluations WHERE assistant = $1 ORDER BY at DESC LIMIT $2)', [assistant, KEPT]);
}
