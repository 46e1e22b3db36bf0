import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../src/audit/verify.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { readEvents } from '../support/events.ts';
import { reply } from '../support/ollama-host/index.ts';

const QUESTION = 'Wat kost een paspoort?';
const ANSWER = 'Een paspoort voor volwassenen kost € 86,20 [1].';
let desk: TestDesk;
let noor: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  noor = await colleague(desk);
});
afterAll(() => desk.close());

const carriedIn = (html: string) => /name="gezegd" value="([\w-]+)"/.exec(html)?.[1] ?? '';
const turnsIn = (html: string) => html.split('<article class="balie-turn">').length - 1;
const askByForm = (by: Colleague, vraag: string, gezegd = '') => by.post('/werk', { assistent: 'collega', vertrouwelijk: 'ja', vraag, gezegd });
const messagesOf = (request: unknown) => JSON.stringify(request);

describe('a confidential conversation', () => {
  test('is answered on its own page, which says what it is, and goes on with what that page holds', async () => {
    desk.host.setScript(reply(ANSWER));
    const first = await askByForm(noor, QUESTION);
    expect(first.status).toBe(200);
    const html = await first.text();
    expect(html).toContain('Dit gesprek is vertrouwelijk.');
    expect(html).toContain('86,20');
    expect(turnsIn(html)).toBe(1);
    const before = desk.host.calls.length;
    const second = await (await askByForm(noor, 'En voor een kind?', carriedIn(html))).text();
    expect(turnsIn(second)).toBe(2);
    expect(messagesOf(desk.host.calls.slice(before))).toContain('86,20');
    desk.host.setScript(reply(ANSWER));
  });

  test('is in no list and on no page, and nothing of what was said is in the database; that there was one is', async () => {
    const sam = await colleague(desk);
    await askByForm(sam, 'Wat kost een paspoort voor de boomstronk?');
    for (const path of ['/werk', '/werk/gesprekken']) expect(await (await sam.get(path)).text()).not.toContain('boomstronk');
    const turns = await desk.db.query<{ id: string; outcome: string; content: Buffer | null; body: string }>(
      'SELECT t.id, t.outcome, e.content, e.body FROM turns t JOIN audit_entries e ON e.turn_id = t.id WHERE t.person_id = $1 ORDER BY e.number', [sam.id]);
    expect(turns).toHaveLength(2);
    for (const { content, body } of turns) {
      expect(content).toBeNull();
      expect(body).not.toMatch(/boomstronk|86,20|contentSha256/);
    }
    expect(JSON.parse(turns[0]?.body ?? '')).toMatchObject({ kind: 'turn.received', facts: { assistant: 'collega', person: sam.id, confidential: true } });
    expect(JSON.parse(turns[1]?.body ?? '')).toMatchObject({ kind: 'turn.ended', facts: { outcome: expect.any(String) } });
    expect(await desk.db.query('SELECT 1 FROM turn_keys WHERE turn_id = $1', [turns[0]?.id])).toEqual([]);
    for (const table of ['conversations', 'word_keys']) expect(await desk.db.query(`SELECT 1 FROM ${table} WHERE person_id = $1`, [sam.id]), table).toEqual([]);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
    expect(JSON.stringify(desk.logged)).not.toContain('boomstronk');
    const use = await (await sam.get('/werk/verbruik')).text();
    expect(use).toMatch(/<th scope="row">[^<]+<\/th><td>1<\/td>/);
  });

  test('is streamed, and goes on, without what was masked', async () => {
    desk.host.setScript(reply(ANSWER));
    const send = async (body: object) => readEvents(await noor.send('POST', '/api/v1/work/turns', { assistant: 'collega', confidential: true, ...body }));
    const done = (await send({ question: 'Mijn bsn is 111222333, wat kost een paspoort?' })).at(-1);
    expect(done).toMatchObject({ event: 'done', data: { masked: ['bsn'], carried: expect.stringMatching(/^[\w-]{50,}$/) } });
    const before = desk.host.calls.length;
    const next = (await send({ question: 'En voor een kind?', carried: done?.data['carried'] })).at(-1);
    expect(next).toMatchObject({ event: 'done' });
    expect(next?.data['conversationId']).not.toBe(done?.data['conversationId']);
    expect(messagesOf(desk.host.calls.slice(before))).not.toContain('111222333');
    // Of its key nothing is kept either, by which it could be known again.
    const headers = { 'Sec-Fetch-Site': 'same-origin', 'Idempotency-Key': 'f3b1c1de-0000-4000-8000-000000000000' };
    const keyed = async () => (await readEvents(await noor.send('POST', '/api/v1/work/turns', { assistant: 'collega', confidential: true, question: QUESTION }, headers))).at(-1)?.data['id'];
    expect(await keyed()).not.toBe(await keyed());
    expect(await desk.db.query('SELECT FROM idempotency_keys')).toEqual([]);
    // The number that it has in the log opens nothing.
    expect((await noor.get(`/werk/gesprekken/${String(done?.data['conversationId'])}`)).status).toBe(404);
    const on = await noor.send('POST', '/api/v1/assistants/collega/turns', { question: QUESTION, conversationId: done?.data['conversationId'] });
    expect(await on.json()).toMatchObject({ code: 'conversation-unknown' });
  });

  test('is nobody else’s to go on with, nor what was made up or is too old', async () => {
    const carried = carriedIn(await (await askByForm(noor, QUESTION)).text());
    const sam = await colleague(desk);
    const altered = `${carried.slice(0, -2)}${carried.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const [by, gezegd] of [[sam, carried], [noor, altered], [noor, 'verzonnen'], [noor, Buffer.alloc(100).toString('base64url')]] as const) {
      const refused = await askByForm(by, 'En voor een kind?', gezegd);
      expect(refused.status).toBe(400);
      const html = await refused.text();
      expect(html).toContain('Dit vertrouwelijke gesprek is voorbij.');
      expect(html).toContain('En voor een kind?</textarea>');
      expect(turnsIn(html)).toBe(0);
    }
    const byApi = await noor.send('POST', '/api/v1/work/turns', { assistant: 'collega', question: QUESTION, confidential: true, carried: 'verzonnen' });
    expect(await byApi.json()).toMatchObject({ code: 'confidential-over' });
  });

  test('keeps what was said on the page when a question cannot be taken', async () => {
    const carried = carriedIn(await (await askByForm(noor, QUESTION)).text());
    const refused = await askByForm(noor, 'x'.repeat(2_001), carried);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(turnsIn(html)).toBe(1);
    expect(carriedIn(html)).toBe(carried);
  });
});

describe('asking over the API of the workplace', () => {
  const ask = (body: object, by = noor) => by.send('POST', '/api/v1/work/turns', { assistant: 'collega', question: QUESTION, ...body });

  test('streams, begins a conversation and goes on with it', async () => {
    const events = await readEvents(await ask({}));
    expect(events.map(({ event }) => event)).toEqual(expect.arrayContaining(['status', 'delta', 'done']));
    const { conversationId, carried } = (events.at(-1)?.data ?? {}) as { conversationId?: string; carried?: string };
    expect(conversationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(carried).toBeUndefined();
    expect((await readEvents(await ask({ question: 'En voor een kind?', conversationId }))).at(-1)?.data['conversationId']).toBe(conversationId);
    expect(turnsIn(await (await noor.get(`/werk/gesprekken/${String(conversationId)}`)).text())).toBe(2);
  });

  test.each([
    ['an empty question', { question: ' ' }, 400, 'question-empty'],
    ['a field that it does not know', { persoon: 'ander' }, 400, 'input-invalid'],
    ['an assistant that is not there', { assistant: 'geen' }, 404, 'assistant-unknown'],
    ['an assistant of residents that no group names', { assistant: 'loket' }, 404, 'assistant-unknown'],
    ['a model that no group names', { model: 'chat-groot' }, 403, 'model-not-offered'],
    ['a conversation that is not there', { conversationId: '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05' }, 404, 'conversation-unknown'],
    ['a turn without its conversation', { instead: '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05' }, 409, 'question-replaced'],
  ])('refuses %s, and keeps nothing of it', async (_, body, status, code) => {
    const count = async () => (await desk.db.query('SELECT 1 FROM turns')).length;
    const before = await count();
    const answer = await ask(body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
    expect(await count()).toBe(before);
  });

  test('is for who is logged in, an employee, and from the desk’s own pages', async () => {
    const body = JSON.stringify({ assistant: 'collega', question: QUESTION });
    const open = await fetch(`${desk.url}/api/v1/work/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    expect([open.status, ((await open.json()) as { code: string }).code]).toEqual([401, 'login-required']);
    expect((await ask({}, await colleague(desk, []))).status).toBe(403);
    expect((await noor.send('POST', '/api/v1/work/turns', {}, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elders.example' })).status).toBe(403);
  });
});

