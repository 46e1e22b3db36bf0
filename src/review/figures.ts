import type { Queryable } from '../store/database.ts';

/** What was said of answers: how many, and how many of those were good. */
export interface ReviewFigures {
  /** Of askers. */
  readonly feedback: { readonly given: number; readonly helpful: number };
  /** Of staff. */
  readonly judged: { readonly all: number; readonly good: number };
}

export async function reviewFigures(db: Queryable, since: Date): Promise<ReviewFigures> {
  const [said] = await db.query<ReviewFigures['feedback']>('SELECT count(*) AS given, count(*) FILTER (WHERE helpful) AS helpful FROM turn_feedback WHERE given_at >= $1', [since]);
  const [judged] = await db.query<ReviewFigures['judged']>(`SELECT count(*) AS "all", count(*) FILTER (WHERE judgement = 'good') AS good FROM turn_reviews WHERE judged_at >= $1`, [since]);
  return { feedback: said ?? { given: 0, helpful: 0 }, judged: judged ?? { all: 0, good: 0 } };
}
