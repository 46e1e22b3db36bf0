import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague } from '../support/employee.ts';
import { createKey } from '../../src/identity/keys.ts';
import { ROLE_GROUPS } from '../support/roles.ts';

const ELSEWHERE = 'https://kwaad.example';

let desk: TestDesk;
let everything: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: ROLE_GROUPS, metricsToken: 'x'.repeat(32) });
  everything = await colleague(desk, ROLE_GROUPS.flatMap(({ claims }) => claims));
});
afterAll(() => desk.close());

/** Every address without a name in it that can be read, but for events that have no end. */
const readable = () => [...new Set(desk.app.routes.filter(({ method, path }) => method === 'GET' && !/[:*]/.test(path) && !path.endsWith('/events')).map(({ path }) => path))];

/** By Node's own client: `fetch` puts such addresses right before it sends them. */
function raw(path: string, method = 'GET'): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const { hostname, port } = new URL(desk.url);
  request({ hostname, port, path, method, headers: { Cookie: everything.cookie, 'Sec-Fetch-Site': 'same-origin' } }, (response) => response.resume().on('end', () => resolve(response.statusCode ?? 0))).on('error', reject).end();
  return promise;
}

test('every page and file says what a browser may do with it, and lets no other site read it', async () => {
  const faults: string[] = [];
  const open: string[] = [];
  for (const path of [...readable(), '/nergens', '/api/v1/nergens']) {
    const answer = await everything.get(path, { Origin: ELSEWHERE });
    await answer.body?.cancel();
    const { headers } = answer;
    const policy = headers.get('Content-Security-Policy') ?? '';
    if (!policy.includes("default-src 'none'")) faults.push(`${path}: policy ${policy}`);
    if (/unsafe|https?:|\*/.test(policy)) faults.push(`${path}: policy ${policy}`);
    if (headers.get('X-Content-Type-Options') !== 'nosniff') faults.push(`${path}: nosniff`);
    if (headers.get('Strict-Transport-Security')?.startsWith('max-age=31536000') !== true) faults.push(`${path}: HSTS`);
    if (!headers.has('Cache-Control') || !headers.has('Referrer-Policy')) faults.push(`${path}: cache or referrer`);
    if (headers.has('Access-Control-Allow-Credentials')) faults.push(`${path}: credentials of other sites`);
    if (headers.has('X-Powered-By') || headers.has('Server')) faults.push(`${path}: says what it is made with`);
    if (headers.has('Access-Control-Allow-Origin')) open.push(path);
  }
  expect(faults).toEqual([]);
  expect(open).toEqual(expect.arrayContaining(['/api/v1/openapi.json']));
  // What everybody may read anyway.
  expect(open.filter((path) => !/^\/(?:api\/v1\/openapi\.json|factsheet|\.well-known\/ai-factsheet\.json|widget\.js)/.test(path))).toEqual([]);
});

test('who was known and may not is in the line of that request, by number; of all others a line says nobody', async () => {
  const noor = await colleague(desk, ROLE_GROUPS.find(({ roles }) => roles.join() === 'employee')?.claims);
  const { id, token } = await createKey(desk.db, { name: 'Programma', models: ['chat'] });
  const before = desk.logged.length;
  const answers = [
    await noor.get('/beheer/logboek'),
    await fetch(`${desk.url}/api/v1/keys`, { headers: { Authorization: `Bearer ${token}` } }),
    await fetch(`${desk.url}/v1/chat/completions`, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ model: 'loket', messages: [{ role: 'user', content: 'Hoi' }] }) }),
    await noor.get('/werk'),
    await fetch(`${desk.url}/beheer/inloggen`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 200, 403]);
  await expect.poll(() => desk.logged.slice(before).filter(({ message }) => message === 'request').map(({ who }) => who)).toEqual([noor.id, id, id, undefined, undefined]);
});

test('a PDF as it came in has the one policy with an exception: styles of the browser’s own viewer, and nothing else', async () => {
  const [file] = await desk.db.query<{ id: string }>(`SELECT id FROM documents WHERE source_id = 'leges.pdf'`);
  const answer = await everything.get(`/bronnen/${file?.id}/origineel`);
  await answer.body?.cancel();
  expect(answer.headers.get('Content-Type')).toBe('application/pdf');
  expect(answer.headers.get('Content-Security-Policy')?.split('; ')).toEqual([
    "default-src 'none'", "object-src 'self'", "style-src 'unsafe-inline'", "img-src 'self' data:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ]);
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test('no page loads anything from elsewhere, nor sends a form there', async () => {
  const foreign: string[] = [];
  let pages = 0;
  for (const path of readable()) {
    const answer = await everything.get(path);
    if (!(answer.headers.get('Content-Type') ?? '').startsWith('text/html')) continue;
    pages += 1;
    const html = await answer.text();
    const loaded = [...html.matchAll(/<(?:script|img|iframe|source|video|audio|embed|form|input|button|object)\b[^>]*\s(?:src|srcset|action|formaction|data)="([^"]*)"/g), ...html.matchAll(/<link\b[^>]*\shref="([^"]*)"/g)];
    for (const [tag, address = ''] of loaded) if (new URL(address, desk.url).origin !== desk.url && !/rel="(?:canonical|license)"/.test(tag)) foreign.push(`${path}: ${tag}`);
    if (/<(?:script|style)(?:\s[^>]*)?>[^<]|\son[a-z]+="|style="/.test(html.replaceAll(/<script[^>]*type="application\/(?:ld\+)?json"[^>]*>[^<]*/g, ''))) foreign.push(`${path}: script or style of its own`);
  }
  expect(foreign).toEqual([]);
  expect(pages).toBeGreaterThan(30);
});

describe('an address', () => {
  test.each(['/assets/../src/main.ts', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/%2e%2e/etc/passwd', '/assets/..\\..\\package.json', '/assets/....//....//etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/factsheet/..%2f..%2fpackage.json', '/bronnen/..%2f..%2f..%2fetc%2fpasswd', '/bronnen/..%2f..%2fetc%2fpasswd/origineel', '//etc/passwd'])('that leads out of its folder leads nowhere: %s', async (path) => {
    expect([400, 404]).toContain(await raw(path));
  });

  test('with a NUL in it is not there, whatever its route', async () => {
    const statuses = new Map<string, number>();
    for (const { method, path } of desk.app.routes.filter((route) => ['GET', 'DELETE'].includes(route.method) && /:[A-Za-z]+/.test(route.path))) {
      const status = await raw(path.replaceAll(/:[A-Za-z]+/g, 'een%00ander'), method);
      // A collection that is not theirs is refused before it is looked for.
      if (status !== 404 && status !== 403) statuses.set(`${method} ${path}`, status);
    }
    expect([...statuses]).toEqual([]);
  });
});

describe('names of prototypes', () => {
  const POLLUTED = '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"question":"Wat kost een paspoort?"}';

  test('in JSON, in a form, in a query and in YAML change nothing of any object', async () => {
    const post = (path: string, type: string, body: string) => fetch(desk.url + path, { method: 'POST', headers: { 'Content-Type': type, 'Sec-Fetch-Site': 'same-origin' }, body });
    await post('/api/v1/assistants/loket/turns', 'application/json', POLLUTED);
    await post('/', 'application/x-www-form-urlencoded', '__proto__[isAdmin]=true&constructor[prototype][isAdmin]=true&__proto__=a&question=Wat+kost+een+paspoort%3F');
    await everything.get('/beheer/collecties?__proto__[isAdmin]=true&__proto__.isAdmin=true');
    parse('__proto__: { isAdmin: true }\nconstructor: { prototype: { isAdmin: true } }');
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('are no names of assistants, collections, settings or formats: %s', async (name) => {
    for (const path of [`/api/v1/assistants/${name}/turns`, `/factsheet/${name}`, `/beheer/instellingen/${name}`, `/api/v1/collections/${name}/documents`, `/werk/taken/${name}`, `/beheer/logboek/bewaard/${name}`]) {
      const status = await raw(path, path.endsWith('/turns') ? 'POST' : 'GET');
      expect([path, status >= 400 && status < 500], `${path}: ${status}`).toEqual([path, true]);
    }
  });
});
