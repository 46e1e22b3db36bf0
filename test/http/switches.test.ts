import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../src/audit/verify.ts';
import { createKey } from '../../src/identity/keys.ts';
import { actsIn } from '../support/acts.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { reply } from '../support/ollama-host/index.ts';

const MESSAGE = 'Wij werken aan de balie.\nBel ons gerust.';
const PASSPORT = 'Wat kost een paspoort?';

let desk: TestDesk;
const tokens = { admin: '', editor: '', program: '' };
let adminId = '';
beforeAll(async () => {
  desk = await startTestDesk({ widgetOrigins: ['https://www.lindewaarde.example'] });
  ({ id: adminId, token: tokens.admin } = await createKey(desk.db, { name: 'Beheerder', isAdmin: true }));
  tokens.editor = (await createKey(desk.db, { name: 'Redactie', collections: ['producten'], isReviewer: true })).token;
  tokens.program = (await createKey(desk.db, { name: 'Programma', assistants: ['*'], models: ['*'] })).token;
});
afterAll(() => desk.close());
beforeEach(() => desk.host.setScript(reply('Een paspoort kost € 86,20 [1].')));
afterEach(async () => {
  for (const { assistant } of desk.switches.list()) await desk.switches.change(assistant, null, { byUser: 'toets' });
});

const send = (method: string, path: string, body?: unknown, token = tokens.admin, headers = {}) =>
  fetch(`${desk.url}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) });
const off = (assistant = '*', text: { readonly message?: string } = { message: MESSAGE }) => send('PUT', `/switches/${assistant}`, { isOff: true, ...text });
const on = (assistant = '*') => send('PUT', `/switches/${assistant}`, { isOff: false });
const ask = (question: string, headers = {}, url = desk.url) =>
  fetch(`${url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify({ question }) });
const post = (question: string, more = {}) => fetch(desk.url, { method: 'POST', body: new URLSearchParams({ question, ...more }) });
const stateOf = async (response: Promise<Response>, assistant = '*') => ((await (await response).json()) as { switches: { assistant: string; isOff: boolean }[] }).switches.find((one) => one.assistant === assistant);

describe('by the API', () => {
  test('shows what there is to turn off, and turns it off and on, with who did it', async () => {
    expect(await (await send('GET', '/switches')).json()).toEqual({
      switches: ['*', 'collega', 'loket'].map((assistant) => ({ assistant, isOff: false, message: null, since: null, byKey: null, byUser: null, isClosed: false, exceptionUntil: null })),
    });
    expect(await stateOf(off())).toEqual({ assistant: '*', isOff: true, message: MESSAGE, since: expect.stringMatching(/^\d{4}-.*Z$/) as string, byKey: adminId, byUser: null, isClosed: false, exceptionUntil: null });
    expect(await stateOf(send('GET', '/switches'))).toMatchObject({ isOff: true });
    expect(await stateOf(on())).toMatchObject({ isOff: false, message: null });
    expect((await ask(PASSPORT)).status).toBe(200);
  });

  test('has a text of its own where none is given, or an empty one', async () => {
    for (const text of [{}, { message: ' \n ' }]) {
      expect(await stateOf(off('loket', text), 'loket')).toMatchObject({ message: expect.stringContaining('tijdelijk gesloten') as string });
      await on('loket');
    }
  });

  test.each([
    [{ isOff: 'ja' }], [{}], [{ isOff: true, message: 'x'.repeat(501) }], [{ isOff: true, message: 'a\u0007b' }], [{ isOff: false, message: 'aan' }], [{ isOff: true, meer: 1 }], ['uit'],
  ])('refuses %j, and nothing changes', async (body) => {
    expect((await send('PUT', '/switches/*', body)).status).toBe(400);
    expect(desk.switches.list()).toEqual([]);
  });

  test('does not know an assistant that is not there, but can turn on one that has gone since', async () => {
    expect((await off('bestaat-niet')).status).toBe(404);
    await desk.switches.change('verdwenen', 'x', { byUser: 'toets' });
    expect(await stateOf(send('GET', '/switches'), 'verdwenen')).toMatchObject({ isOff: true, byKey: null, byUser: 'toets' });
    expect((await on('verdwenen')).status).toBe(200);
    expect((await on('verdwenen')).status).toBe(404);
  });

  test('is for admins alone', async () => {
    for (const token of [tokens.editor, tokens.program]) {
      const answers = [await send('GET', '/switches', undefined, token), await send('PUT', '/switches/*', { isOff: true }, token)];
      expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    }
    expect((await send('PUT', '/switches/*', { isOff: true }, 'balie_onzin')).status).toBe(401);
    expect((await fetch(`${desk.url}/api/v1/switches/*`, { method: 'PUT', body: '{"isOff":true}', headers: { 'Content-Type': 'application/json' } })).status).toBe(401);
    expect((await send('PUT', '/switches/*', { isOff: true }, tokens.admin, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect(desk.switches.list()).toEqual([]);
  });

  test('is on record each time, with who, and without the text; what changes nothing is not', async () => {
    const before = (await actsIn(desk.db)).length;
    for (const change of [() => off(), () => off(), () => off('*', { message: 'Anders.' }), () => off('loket'), () => on(), () => on(), () => on('loket')]) expect((await change()).status).toBe(200);
    const byKey = adminId;
    const acts = (await actsIn(desk.db)).slice(before);
    expect(acts).toEqual([
      { kind: 'desk.off', facts: { name: '*', byKey } },
      { kind: 'desk.message', facts: { name: '*', byKey } },
      { kind: 'desk.off', facts: { name: 'loket', byKey } },
      { kind: 'desk.on', facts: { name: '*', byKey } },
      { kind: 'desk.on', facts: { name: 'loket', byKey } },
    ]);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
    expect(JSON.stringify(desk.logged)).not.toMatch(/Wij werken|Anders/);
  });

  test('what cannot be recorded is not done', async () => {
    await desk.db.query('ALTER TABLE audit_entries RENAME TO audit_away');
    try {
      expect((await off()).status).toBe(500);
    } finally {
      await desk.db.query('ALTER TABLE audit_away RENAME TO audit_entries');
    }
    expect((await ask(PASSPORT)).status).toBe(200);
  });
});

describe('while it is off', () => {
  test('a question gets the text and the way to a person, at once, with no time at which to come back, and no model is asked', async () => {
    await off();
    const [asked, lines] = [desk.host.calls.length, desk.logged.length];
    for (const accept of ['application/json', 'text/event-stream']) {
      const response = await ask(PASSPORT, { Accept: accept });
      expect([response.status, response.headers.get('Retry-After'), response.headers.get('Content-Type')]).toEqual([503, null, 'application/problem+json; charset=utf-8']);
      expect(await response.json()).toMatchObject({
        code: 'desk-closed', title: 'De digitale balie is tijdelijk gesloten.', message: MESSAGE, retryable: false,
        action: expect.stringMatching(/0123 456 789|14 0\d+|Bel /) as string,
      });
    }
    expect(desk.host.calls.length).toBe(asked);
    // Refused on purpose: no failure in the log, and nothing of the text.
    expect(desk.logged.slice(lines).map(({ message }) => message)).not.toContain('request failed');
    expect(JSON.stringify(desk.logged)).not.toContain('Wij werken');
  });

  test('of one assistant the others go on', async () => {
    await off('collega');
    expect((await ask(PASSPORT)).status).toBe(200);
    await off('loket');
    expect((await ask(PASSPORT)).status).toBe(503);
    await on('loket');
    expect((await ask(PASSPORT)).status).toBe(200);
  });

  test('programs hear it from an assistant, in the words of either API, and may still ask a model', async () => {
    await off('loket');
    const call = (path: string, model: string, stream: boolean) =>
      fetch(desk.url + path, { method: 'POST', headers: { Authorization: `Bearer ${tokens.program}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: PASSPORT }] }) });
    for (const stream of [false, true]) {
      const openAi = await call('/v1/chat/completions', 'balie/loket', stream);
      expect([openAi.status, openAi.headers.get('Retry-After')]).toEqual([503, null]);
      expect(await openAi.json()).toMatchObject({ error: { code: 'desk-closed', message: expect.stringContaining(MESSAGE) as string } });
      const ollama = await call('/api/chat', 'balie/loket', stream);
      expect([ollama.status, ((await ollama.json()) as { error: string }).error]).toEqual([503, expect.stringContaining(MESSAGE)]);
    }
    expect((await call('/v1/chat/completions', 'chat', false)).status).toBe(200);
    expect((await call('/v1/chat/completions', 'balie/collega', false)).status).toBe(200);
  });

  test('who is in need gets the numbers by each door', async () => {
    await off();
    const need = 'ik wil niet meer leven';
    expect(await (await ask(need)).json()).toMatchObject({ outcome: 'handed-over', answer: expect.stringContaining('0800-0113') as string });
    const page = await post(need);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('0800-0113')]);
    const program = await fetch(`${desk.url}/v1/chat/completions`, { method: 'POST', headers: { Authorization: `Bearer ${tokens.program}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ model: 'balie/loket', messages: [{ role: 'user', content: need }] }) });
    expect(await program.text()).toContain('0800-0113');
  });

  test('the page says so in the place of the form, with the way to a person; what was typed comes back', async () => {
    await desk.switches.change('*', 'Gesloten <b>vandaag</b>', { byUser: 'toets' });
    const first = await fetch(desk.url);
    const html = await first.text();
    expect(first.status).toBe(200);
    expect(html).toContain('Gesloten &lt;b&gt;vandaag&lt;/b&gt;');
    expect(html).toMatch(/href="tel:\d+"/);
    expect(html).not.toMatch(/<textarea|<script|name="question"|#vraag/);
    const refused = await post('Wat kost <i>een paspoort</i>?');
    const answer = await refused.text();
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, null]);
    expect(answer).toContain('Wat kost &lt;i&gt;een paspoort&lt;/i&gt;?');
    expect(answer).toContain('Gesloten');
    await on();
    expect(await (await fetch(desk.url)).text()).toContain('<textarea');
  });

  test('the desk in another site says so too, and its token still asks for who is in need', async () => {
    await off();
    const html = await (await fetch(`${desk.url}/widget/loket`, { headers: { Referer: 'https://www.lindewaarde.example/' } })).text();
    expect(html).toContain('Bel ons gerust.');
    expect(html).not.toContain('<textarea');
    expect([...html.matchAll(/<script [^>]*src="\/assets\/(\w+)\./g)].map(([, name]) => name)).toEqual(['frame']);
  });

  test('conversations can still be read, judged and passed on, and documents and Beheer go on', async () => {
    const { conversationId } = (await (await ask(PASSPORT)).json()) as { conversationId: string };
    await off();
    const html = await (await post('En een rijbewijs?', { conversationId })).text();
    expect(html).toContain(PASSPORT);
    expect(html).toContain('action="/doorgeven"');
    expect((await fetch(`${desk.url}/doorgeven`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams({ conversationId }) })).status).toBe(200);
    expect((await send('GET', '/collections/producten/documents', undefined, tokens.editor)).status).toBe(200);
    expect((await send('PUT', '/collections/producten/documents/nieuw.md', undefined, tokens.editor)).status).not.toBe(503);
  });

  test('the page about the desk says so first, in the words of who turned it off', async () => {
    const about = async () => (await fetch(`${desk.url}/over`)).text();
    expect(await about()).not.toContain('is nu gesloten');
    await off('*', { message: 'Wij werken aan de <balie>.' });
    const page = await about();
    expect(page).toContain('Wij werken aan de &lt;balie&gt;.');
    expect(page.indexOf('De digitale balie is nu gesloten')).toBeGreaterThan(0);
    expect(page.indexOf('De digitale balie is nu gesloten')).toBeLessThan(page.indexOf('Hoe werkt het?'));
    await on();
    await off('collega');
    expect(await about()).not.toContain('is nu gesloten');
  });

  test('it is ready and healthy all the same, and its figures tell', async () => {
    expect(await (await fetch(`${desk.url}/readyz`)).json()).toMatchObject({ status: 'ok', off: [] });
    await off();
    await off('loket');
    const ready = await fetch(`${desk.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', database: 'ok', accepting: true, off: ['*', 'loket'], closed: [], warnings: [] }]);
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
    await on();
    const figures = desk.metrics();
    expect(figures).toContain('balie_desk_off{assistant="loket"} 1');
    expect(figures).toContain('balie_desk_off{assistant="collega"} 0');
  });
});
