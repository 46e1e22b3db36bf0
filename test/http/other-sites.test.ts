import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { PASSPORT } from '../support/questions.ts';

const ID = '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05';
const ELSEWHERE = 'https://kwaad.example';
const FROM_ELSEWHERE: [string, Record<string, string>][] = [
  ['a form in another site', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', Origin: ELSEWHERE }],
  ['a script of another site', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', Origin: ELSEWHERE }],
  ['a neighbour under the same domain', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://buur.gemeente.example' }],
  ['an older browser in another site', { Origin: ELSEWHERE }],
];
/** What each route needs for its body to be read: the refusal must not be for that. */
const BODIES: Readonly<Record<string, object>> = {
  '/api/v1/assistants/:assistant/turns': { question: PASSPORT },
  '/api/v1/widget/tokens': { assistant: 'loket' },
  '/api/v1/turns/:id/feedback': { conversationId: ID, helpful: true },
  '/api/v1/conversations/:id/handover': { summary: 'Vraag', email: 'a@b.example' },
};

/** What a provider's own server says, signed: no page of anybody. */
const BY_PROVIDER = '/inloggen/afmelden';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk();
});
afterAll(() => desk.close());

const changing = () =>
  [...new Map(desk.app.routes.filter(({ method, path }) => !['ALL', 'GET', 'HEAD'].includes(method) && desk.app.access.accessOf(method, path) === 'public' && path !== BY_PROVIDER).map((route) => [`${route.method} ${route.path}`, route])).values()];

test.each(FROM_ELSEWHERE)('no open route that changes something listens to %s', async (_, headers) => {
  const routes = changing();
  expect(routes.length).toBeGreaterThan(12);
  for (const { method, path } of routes) {
    const isApi = path.startsWith('/api/');
    const json = isApi && method !== 'DELETE' ? JSON.stringify(BODIES[path]) : undefined;
    const body = json ?? (isApi ? undefined : new URLSearchParams({ question: PASSPORT, conversationId: ID, antwoord: ID, helpt: 'ja', token: 'x' }));
    const address = path.replace(':assistant', 'loket').replace(':id', ID);
    const response = await fetch(desk.url + address, { method, redirect: 'manual', headers: { ...headers, ...(json && { 'Content-Type': 'application/json' }) }, ...(body && { body }) });
    expect(response.status, `${method} ${path}`).toBe(403);
    expect(await response.text(), `${method} ${path}`).toMatch(/"code":"(?:cross-site-refused|widget-origin-refused)"|niet van een pagina van deze balie/);
  }
  expect(await desk.db.query('SELECT FROM turns')).toEqual([]);
});

test('a question by form is taken from the desk itself, and of a browser that says nothing of where it comes from', async () => {
  const ask = (headers: Record<string, string>) => fetch(`${desk.url}/`, { method: 'POST', headers, body: new URLSearchParams({ question: PASSPORT }) });
  for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { 'Sec-Fetch-Site': 'none' }, { Origin: desk.url }, { Origin: 'null' }, {}]) expect((await ask(headers as Record<string, string>)).status).toBe(200);
});
