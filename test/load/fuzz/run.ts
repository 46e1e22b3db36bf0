import { createKey } from '../../../src/identity/keys.ts';
import type { TestDesk } from '../../support/desk.ts';
import { colleague } from '../../support/employee.ts';
import { randomNumbers } from '../../support/random.ts';
import { KEYS, ROLE_GROUPS } from '../../support/roles.ts';
import { hostile } from './request.ts';
import { type Send, sender } from './send.ts';
import { targetsOf } from './targets.ts';
import { pick } from './values.ts';

export interface Fuzzed {
  readonly routes: number;
  /** Of them, those that took at least one request (2xx or 3xx). */
  readonly reached: number;
  /** How often each status was answered; 0: not at all. */
  readonly statuses: ReadonlyMap<number, number>;
  /** For each kind of fault the first request that had it. */
  readonly faults: ReadonlyMap<string, string>;
}

interface Options {
  readonly requests: number;
  readonly seed: number;
  /** Hears how many were sent, and of each new kind of fault. */
  readonly told?: (sent: number) => void;
  readonly found?: (fault: string) => void;
}

type Who = Readonly<Record<string, string>>;

const AT_ONCE = 8;
const CLOSED = /"code":"desk-closed"|<title>Digitale balie nu gesloten/;
/** After so many, what was switched off or logged out is made good again: a closed desk answers everything alike. */
const MEND_EACH = 500;

/**
 * Sends hostile requests to every route of a running desk, forms too: as nobody, with each kind of key, and as somebody who may everything. The
 * same seed sends the same, but for the ids of what is in the desk. A fault is no answer, or a
 * status of 500 or more that is not an honest 503: one with Retry-After, or of a desk that staff have closed.
 */
export async function fuzz(desk: TestDesk, { requests, seed, told = () => undefined, found = () => undefined }: Options): Promise<Fuzzed> {
  const dice = randomNumbers(seed);
  const { send, close } = sender(desk.url, AT_ONCE);
  let ways = await openWays(desk);
  let known = await knownIn(desk);
  const targets = targetsOf(desk.app.routes, await pagesOf(desk, send, ways));
  const statuses = new Map<number, number>();
  const faults = new Map<string, string>();
  const reached = new Set<string>();
  const one = async () => {
    const route = pick(dice, targets);
    const asked = hostile(dice, route, known);
    const who = pick(dice, ways);
    const { status, retryAfter, body } = await send(asked, who);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status >= 200 && status < 400) reached.add(`${route.method} ${route.path}`);
    const isFault = status === 0 || (status >= 500 && !(status === 503 && (retryAfter !== undefined || CLOSED.test(body))));
    const name = `${status} ${route.method} ${route.path}`;
    if (!isFault || faults.has(name)) return;
    faults.set(name, JSON.stringify({ ...asked, ...(asked.body && { body: asked.body.toString('latin1').slice(0, 2_000) }), by: Object.keys(who), answer: body.slice(0, 300) }));
    found(`${name} ${faults.get(name)}`);
  };
  for (let sent = 0; sent < requests; ) {
    const until = Math.min(requests, sent + MEND_EACH);
    for (; sent < until; sent += AT_ONCE) await Promise.all(Array.from({ length: Math.min(AT_ONCE, until - sent) }, one));
    sent = until;
    ways = await openWays(desk);
    known = await knownIn(desk);
    told(sent);
  }
  close();
  return { routes: targets.length, reached: reached.size, statuses, faults };
}

/** Half of all requests come from somebody who may everything: what only they reach is the larger part. */
async function openWays(desk: TestDesk): Promise<Who[]> {
  const everything = await colleague(desk, ROLE_GROUPS.flatMap(({ claims }) => claims));
  const keys = await Promise.all(Object.values(KEYS).map((key) => createKey(desk.db, key)));
  for (const { assistant } of desk.switches.list()) await desk.switches.change(assistant, null, { byUser: 'fuzz' });
  return [{}, ...keys.map(({ token }) => ({ Authorization: `Bearer ${token}` })), ...Array.from({ length: 6 }, () => ({ Cookie: everything.cookie }))];
}

/** Values that things here have, so that requests get further than "not found". */
async function knownIn({ db }: TestDesk): Promise<string[]> {
  const rows = await db.query<{ id: string }>(`(SELECT id::text FROM turns LIMIT 3) UNION ALL (SELECT conversation_id::text FROM turns LIMIT 3)
    UNION ALL (SELECT id::text FROM people LIMIT 2) UNION ALL (SELECT id::text FROM documents LIMIT 2)`);
  return [...rows.map(({ id }) => id), 'loket', 'medewerkers', 'producten', 'chat', 'ollama', 'md', 'csv', 'json', '1'];
}

/** All pages that need no name of anything, as nobody and as somebody who may everything: their forms tell what is sent where. */
async function pagesOf({ app }: TestDesk, send: Send, ways: readonly Who[]): Promise<{ path: string; html: string }[]> {
  const paths = new Set(app.routes.filter(({ method, path }) => method === 'GET' && !/[:*]/.test(path)).map(({ path }) => path));
  const pages: { path: string; html: string }[] = [];
  for (const path of paths) for (const who of [ways.at(0), ways.at(-1)]) pages.push({ path, html: (await send({ method: 'GET', path, headers: {} }, who ?? {})).body });
  return pages;
}
