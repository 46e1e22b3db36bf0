import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AccessList } from '../../src/http/access/access.ts';
import type { AppEnv } from '../../src/http/env.ts';
import { toFault } from '../../src/http/faults.ts';
import { createKey } from '../../src/identity/keys.ts';
import { createLiveSessions } from '../../src/identity/logins/live.ts';
import { openSession } from '../../src/identity/sessions.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { colleague } from '../support/employee.ts';
import { type Cell, COLUMNS, KEYS, ROLE_GROUPS } from '../support/roles.ts';

const SITE = 'https://www.gemeente.example';
const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

/** What was committed, not what the code makes of it today: who opens a route must change this file, and somebody reads that. */
const table = new Map(
  readFileSync(new URL('../../docs/roles.md', import.meta.url), 'utf8').matchAll(/^\| `(?<route>[^`]+)` \| \S+ \| (?<cells>.*) \|$/gm).map(({ groups }) => [groups?.['route'] ?? '', (groups?.['cells'] ?? '').split(' | ') as Cell[]]),
);

let desk: TestDesk;
const tokens = new Map<string, string>();
beforeAll(async () => {
  desk = await startTestDesk({ groups: ROLE_GROUPS, metricsToken: 'x'.repeat(32), widgetOrigins: [SITE] });
  for (const [column, key] of Object.entries(KEYS)) tokens.set(column, (await createKey(desk.db, key)).token);
});
afterAll(() => desk.close());

interface Route {
  readonly method: string;
  readonly path: string;
}
type Ask = (path: string, init: RequestInit) => Promise<Response> | Response;

const overWire: Ask = (path, init) => fetch(desk.url + path, { redirect: 'manual', ...init });

/** Ways in which somebody of a column may come, by a session of their own or with a key. */
async function waysOf(column: string): Promise<Record<string, string>[]> {
  if (column === 'resident') return [{}];
  const token = tokens.get(column);
  if (token === undefined) return [{ Cookie: (await colleague(desk, [column])).cookie }];
  const session = await openSession(desk.db, token, new Date());
  return [{ Authorization: `Bearer ${token}` }, { Cookie: `balie-sessie=${session?.token}` }];
}

/** What some routes want to be told besides who asks: without it they refuse everybody. */
async function bodyOf({ method, path }: Route): Promise<{ readonly headers?: Record<string, string>; readonly body?: string | URLSearchParams }> {
  if (path === '/widget/:assistant' && method === 'GET') return { headers: { Referer: `${SITE}/` } };
  if (path === '/api/v1/widget/tokens') return { headers: { Origin: SITE, 'Content-Type': 'application/json' }, body: '{"assistant":"loket"}' };
  if (method === 'GET') return {};
  if (path === '/widget/:assistant') {
    const given = await overWire('/api/v1/widget/tokens', { method: 'POST', headers: { Origin: SITE, 'Content-Type': 'application/json' }, body: '{"assistant":"loket"}' });
    return { body: new URLSearchParams({ token: ((await given.json()) as { token: string }).token }) };
  }
  if (path === '/beheer/inloggen') return { body: new URLSearchParams({ sleutel: tokens.get('key: collections') ?? '' }) };
  return /^\/(?:api|v1)\//.test(path) ? { headers: { 'Content-Type': 'application/json' }, body: '{}' } : { body: new URLSearchParams() };
}

const THINGS: Readonly<Record<string, string>> = { ':collection': 'producten', ':assistant': 'loket' };
/** Of programs a name that their own key opens. */
const addressOf = (path: string, column = '') => path.replace(/(?<=models\/)$/, column === 'key: models' ? 'chat' : 'balie/loket').replace('*', 'x').replaceAll(/:[A-Za-z]+/g, (name) => THINGS[name] ?? '00000000-0000-4000-8000-000000000000');

/** Whether somebody gets in: neither refused for who they are, nor sent to log in. What they ask for may not be there. */
async function getsIn(route: Route, { column, who, ask }: { column: string; who: Record<string, string>; ask: Ask }): Promise<boolean> {
  const { headers, body } = await bodyOf(route);
  const { method, path } = route;
  const answer = await ask(addressOf(path, column), { method, headers: { ...SAME_ORIGIN, ...headers, ...who }, ...(body !== undefined && { body }) });
  const location = answer.headers.get('Location') ?? '';
  await answer.body?.cancel();
  // Pages to log in lead to each other.
  return ![401, 403].includes(answer.status) && (path.startsWith('/inloggen') || !/^\/(?:beheer\/)?inloggen(?!\?melding=uitgelogd)/.test(location));
}

/** Goes to each route as somebody of a column. @returns what is otherwise than the table says. */
async function walk(column: string, routes: readonly Route[], access: AccessList, ask: Ask): Promise<string[]> {
  const faults: string[] = [];
  let ways = await waysOf(column);
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    const said = table.get(name)?.[COLUMNS.indexOf(column)];
    if (access.accessOf(route.method, route.path) === 'closed') faults.push(`${name}: nobody declared it`);
    let isIn = false;
    // By any way: where one gets in, the others tell nothing more.
    for (const who of ways) isIn ||= await getsIn(route, { column, who, ask });
    // What is sent may end a session, or begin another.
    if (route.method !== 'GET') ways = await waysOf(column);
    if (said === undefined) faults.push(`${name}: not in the table, ${isIn ? 'open' : 'closed'}`);
    else if (isIn !== (said !== 'no')) faults.push(`${name}: ${said} in the table, ${isIn ? 'open' : 'closed'}`);
  }
  return faults;
}

const handlers = () => [...new Map(desk.app.routes.filter(({ method }) => method !== 'ALL').map((route) => [`${route.method} ${route.path}`, route])).values()];

describe('the table of route and role', () => {
  test('has each route of the desk, and no other', () => {
    expect(handlers().length).toBeGreaterThan(90);
    expect([...table.keys()].toSorted()).toEqual(handlers().map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  test.each(COLUMNS)('is what the desk does: %s', { timeout: 120_000 }, async (column) => {
    expect(await walk(column, handlers(), desk.app.access, overWire)).toEqual([]);
  });
});

describe('a planted route', () => {
  function planted() {
    const access = new AccessList(desk.keys.ring.verify, createLiveSessions({ db: desk.db, groups: ROLE_GROUPS, login: { stepUp: { maxAgeMinutes: 60 } }, now: () => new Date() }));
    const app = new Hono<AppEnv>();
    app.onError((error, c) => c.text('', toFault(error).entry.status as 401));
    // Before the guard, so that this never sees it.
    access.declare('GET', '/beheer/aan-uit', 'manage');
    app.get('/beheer/aan-uit', (c) => c.text('in'));
    app.use('*', access.guard);
    access.declare('GET', '/werk/geplant', 'public');
    app.get('/werk/geplant', (c) => c.text('in'));
    access.declare('GET', '/api/v1/jobs', 'public');
    app.get('/api/v1/jobs', (c) => c.text('in'));
    app.post('/beheer/vergeten', (c) => c.text('in'));
    return { access, routes: app.routes.filter(({ method }) => method !== 'ALL'), ask: ((path, init) => app.request(path, init)) satisfies Ask };
  }

  test.each(['resident', 'employee', 'key: models'])('that is open, or that nobody declared, is found as %s', async (column) => {
    const { access, routes, ask } = planted();
    expect(await walk(column, routes, access, ask)).toEqual([
      'GET /beheer/aan-uit: no in the table, open',
      'GET /werk/geplant: not in the table, open',
      'GET /api/v1/jobs: no in the table, open',
      'POST /beheer/vergeten: nobody declared it',
      'POST /beheer/vergeten: not in the table, closed',
    ]);
  });
});

describe('another site', () => {
  test('changes nothing with a session, whoever it is of', { timeout: 120_000 }, async () => {
    const changing = handlers().filter(({ method, path }) => method !== 'GET' && !['public', 'program', 'model'].includes(desk.app.access.accessOf(method, path)));
    expect(changing.length).toBeGreaterThan(25);
    const everything = await colleague(desk, ROLE_GROUPS.flatMap(({ claims }) => claims));
    const faults: string[] = [];
    for (const route of changing) {
      const { headers, body } = await bodyOf(route);
      const name = `${route.method} ${route.path}`;
      for (const site of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://elders.example' }, {}]) {
        const answer = await overWire(addressOf(route.path), { method: route.method, headers: { ...headers, ...site, Cookie: everything.cookie }, ...(body !== undefined && { body }) });
        const isRefused = answer.status === 403 && (await answer.text()).includes('Dit verzoek kwam niet van een pagina van deze balie.');
        if (!isRefused) faults.push(`${name} from ${JSON.stringify(site)}: ${answer.status}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test.each(['POST /beheer/inloggen', 'POST /beheer/uitloggen'])('neither logs anybody in nor out: %s', async (name) => {
    const [method = '', path = ''] = name.split(' ');
    const { cookie } = await colleague(desk);
    const { body } = await bodyOf({ method, path });
    expect((await overWire(path, { method, headers: { 'Sec-Fetch-Site': 'cross-site', Cookie: cookie }, ...(body !== undefined && { body }) })).status).toBe(403);
    expect((await overWire('/beheer', { headers: { Cookie: cookie } })).status).not.toBe(401);
  });
});
