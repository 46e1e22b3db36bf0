import type { Queryable } from '../../store/database.ts';
import { isUuid } from '../../uuid.ts';
import { type Canonical, canonical } from '../canonical.ts';
import type { Facts } from '../chain.ts';

/** What is looked for in the log; what is absent is not asked. */
export interface ActFilter {
  /** One kind; absent: all but what happened in turns and calls, of which there are millions. */
  readonly kind?: string | undefined;
  /** Number of a person or key, or the name of an account on the server. */
  readonly doer?: string | undefined;
  /** Number of whatever it was done to. */
  readonly object?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Something in the log, in the words that all entries have. */
export interface LoggedAct extends Canonical {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly kind: string;
  readonly facts: Facts;
}

/** As the index of these has it: another way to say it would read all entries. */
const ACTS = `kind !~ '^(turn|call)[.]'`;

/** The last ones that fit, newest first. @param before the number behind which nothing is wanted. */
export async function findActs(db: Queryable, filter: ActFilter, { before, limit }: { readonly before?: number | undefined; readonly limit: number }): Promise<LoggedAct[]> {
  const { kind, doer, object, from, until } = filter;
  const params: unknown[] = [];
  const given = (value: unknown) => `$${params.push(value)}`;
  const turn = object !== undefined && isUuid(object) ? `turn_id = ${given(object)}::uuid` : undefined;
  const fact = (name: string) => `body::jsonb -> 'facts' ->> '${name}'`;
  const where = [
    kind === undefined ? (turn === undefined ? ACTS : `(${ACTS} OR ${turn})`) : `kind = ${given(kind)}${IS_ASKED.test(kind) ? '' : ` AND ${ACTS}`}`,
    ...(before === undefined ? [] : [`number < ${given(before)}`]),
    ...(doer === undefined ? [] : [doerSql(given(doer), fact)]),
    // Wherever it stands in what is recorded: as what it was done to, or beside that.
    ...(object === undefined ? [] : [`position(${given(object)}::text in body) > 0`]),
    ...(from === undefined ? [] : [`(body::jsonb ->> 'at') >= ${given(from.toISOString())}`]),
    ...(until === undefined ? [] : [`(body::jsonb ->> 'at') < ${given(until.toISOString())}`]),
  ];
  const rows = await db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE ${where.join(' AND ')} ORDER BY number DESC LIMIT ${given(limit)}`, params);
  return rows.map(({ body }) => shown(body));
}

/** Entries from before had no words for it but their facts. */
function doerSql(doer: string, fact: (name: string) => string): string {
  return `${doer} IN (body::jsonb -> 'actor' ->> 'id', ${['byPerson', 'byKey', 'byUser'].map(fact).join(', ')})`;
}

const IS_ASKED = /^(?:turn|call)[.]/;

function shown(body: string): LoggedAct {
  const { number, at, kind, turnId, callId, facts, actor, object, result, origin } = JSON.parse(body) as LoggedAct & { readonly turnId?: string; readonly callId?: string } & Partial<Canonical>;
  const told = actor === undefined ? canonical({ kind, ...(turnId !== undefined && { turnId }), ...(callId !== undefined && { callId }), facts }) : { actor, object, result, origin };
  return { number, at, kind, facts, ...told };
}

const PAGE = 1_000;

/** All that fit, newest first, a page at a time. */
export async function* allActs(db: Queryable, filter: ActFilter): AsyncGenerator<readonly LoggedAct[]> {
  let before: number | undefined;
  for (;;) {
    const page = await findActs(db, filter, { before, limit: PAGE });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    before = page.at(-1)?.number;
  }
}
