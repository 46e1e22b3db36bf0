import type { Queryable } from '../../store/database.ts';
import type { Span } from './calendar.ts';

/** Requests are counted by slots of so long; those of a minute and a bit are kept, so that no 60 seconds hold more than the limit. */
export const SLOT_MS = 2_000;
export const SLOTS = 31;

interface Wanted {
  /** `key:` or `group:` and its name. */
  readonly scope: string;
  readonly max: number;
  /** What is waited for: given as far as it is there. */
  readonly needed: number;
  /** What would be handy: given as far as it is a small part of what is left. */
  readonly wished: number;
}

/** Nobody holds more than such a part of what is left without need: what one process holds the others are refused. */
const SHARE = 16;

/** What may be given out of what is left, in SQL. */
const grant = (left: string, needed: string, wished: string) => `greatest(0, least(${left}, greatest(${needed}, least(${wished}, (${left}) / ${SHARE}))))`;

/**
 * Takes tokens of a budget, in one statement that no other comes between. A budget that was not counted yet, since there was no limit,
 * begins with what is known to be used.
 * @returns what was given, and of which period: another process may know of a later one.
 */
export async function takeTokens(db: Queryable, { scope, span, starts, max, needed, wished }: Wanted & { readonly span: Span; readonly starts: string }): Promise<{ starts: string; granted: number }> {
  const granted = (taken: string) => `SELECT ${grant(`$4::bigint - ${taken}`, '$5::bigint', '$6::bigint')} AS granted`;
  const [row] = await db.query<{ starts: string; granted: number }>(
    `INSERT INTO token_budgets AS b (scope, span, starts, taken, granted)
     SELECT $1, $2, $3::date, u.used + g.granted, g.granted
     FROM (SELECT coalesce(sum(prompt_tokens + answer_tokens), 0)::bigint AS used FROM key_use WHERE scope = $1 AND day >= $3::date) u,
       LATERAL (${granted('u.used')}) g
     ON CONFLICT (scope, span) DO UPDATE SET (starts, taken, granted) = (
       SELECT greatest(b.starts, excluded.starts), t.taken + g.granted, g.granted
       FROM (SELECT CASE WHEN b.starts > excluded.starts THEN b.taken
           WHEN b.starts = excluded.starts THEN greatest(b.taken, excluded.taken - excluded.granted)
           ELSE excluded.taken - excluded.granted END AS taken) t,
         LATERAL (${granted('t.taken')}) g)
     RETURNING starts, granted`,
    [scope, span, starts, max, needed, wished],
  );
  if (row === undefined) throw new Error('a budget gave no row');
  return row;
}

export interface GivenBack {
  readonly scope: string;
  readonly span: Span;
  readonly starts: string;
  /** Below nothing for what was used and not taken. */
  readonly amount: number;
}

/** Gives back tokens that were taken and not used; of a period that is over there is nothing to give back. Locks in one order, so that nobody waits for another who waits. */
export async function giveBackTokens(db: Queryable, given: readonly GivenBack[]): Promise<void> {
  await db.query(
    `WITH given AS MATERIALIZED (SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[]) AS g(scope, span, starts, amount)),
       locked AS MATERIALIZED (SELECT b.scope, b.span FROM token_budgets b JOIN given g USING (scope, span) ORDER BY b.scope, b.span FOR UPDATE OF b)
     UPDATE token_budgets b SET taken = b.taken - g.amount
     FROM locked l JOIN given g USING (scope, span) WHERE b.scope = l.scope AND b.span = l.span AND b.starts = g.starts`,
    [given.map(({ scope }) => scope), given.map(({ span }) => span), given.map(({ starts }) => starts), given.map(({ amount }) => amount)],
  );
}

/**
 * Takes requests of the window that slides, and gives back what was taken in an earlier slot and not spent.
 * @returns in `counts` what is counted in each slot, the one it is now first.
 */
export async function takeRequests(
  db: Queryable,
  { scope, slot, max, needed, wished, back }: Wanted & { readonly slot: number; readonly back: { readonly slot: number; readonly amount: number } },
): Promise<{ slot: number; granted: number; counts: number[] }> {
  const granted = (left: string) => `SELECT ${grant(left, '$4::integer', '$5::integer')}::integer AS granted`;
  const [row] = await db.query<{ slot: number; granted: number; counts: number[] }>(
    `INSERT INTO request_windows AS w (scope, slot, counts, granted)
     SELECT $1, $2::bigint, ARRAY[granted], granted FROM (${granted('$3::integer')}) g
     ON CONFLICT (scope) DO UPDATE SET (slot, counts, granted) = (
       SELECT s.slot, array_cat(ARRAY[k.kept[1] + g.granted], k.kept[2:${SLOTS}]), g.granted
       FROM (SELECT greatest(w.slot, excluded.slot) AS slot) s,
         LATERAL (
           SELECT array_agg(greatest(0, n - CASE WHEN i = s.slot - $6::bigint + 1 THEN $7::integer ELSE 0 END)::integer ORDER BY i) AS kept,
             sum(greatest(0, n - CASE WHEN i = s.slot - $6::bigint + 1 THEN $7::integer ELSE 0 END))::integer AS counted
           FROM unnest(array_cat(array_fill(0, ARRAY[least(${SLOTS}, s.slot - w.slot)::integer]), w.counts)) WITH ORDINALITY AS c(n, i)
           WHERE i <= ${SLOTS}) k,
         LATERAL (${granted('$3::integer - k.counted')}) g)
     RETURNING slot, granted, counts`,
    [scope, slot, max, needed, wished, back.slot, back.amount],
  );
  if (row === undefined) throw new Error('a window gave no row');
  return row;
}

export interface Use {
  readonly scope: string;
  /** Dutch. */
  readonly day: string;
  requests: number;
  promptTokens: number;
  answerTokens: number;
}

/** Adds to what was used, each scope and day at most once in the list. */
export async function addUse(db: Queryable, uses: readonly Use[]): Promise<void> {
  await db.query(
    `INSERT INTO key_use AS k (scope, day, requests, prompt_tokens, answer_tokens)
     SELECT * FROM unnest($1::text[], $2::date[], $3::bigint[], $4::bigint[], $5::bigint[]) AS u(scope, day) ORDER BY 1, 2
     ON CONFLICT (scope, day) DO UPDATE SET requests = k.requests + excluded.requests,
       prompt_tokens = k.prompt_tokens + excluded.prompt_tokens, answer_tokens = k.answer_tokens + excluded.answer_tokens`,
    [uses.map(({ scope }) => scope), uses.map(({ day }) => day), uses.map(({ requests }) => requests), uses.map(({ promptTokens }) => promptTokens), uses.map(({ answerTokens }) => answerTokens)],
  );
}
