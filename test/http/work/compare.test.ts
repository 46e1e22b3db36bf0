import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeyHolder } from '../../../src/identity/keys.ts';
import { verify } from '../../../src/audit/verify.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { readEvents } from '../../support/events.ts';
import { drop, reply, type Step } from '../../support/ollama-host/index.ts';

const QUESTION = 'Wat kost een paspoort?';
const MAIN = 'U betaalt € 86,20 voor een paspoort voor volwassenen [1].';
const OTHER = 'Voor volwassenen kost een paspoort € 86,20 [1].';
const admin: KeyHolder = { id: 'a'.repeat(16), name: 'Beheer', group: null, collections: [], models: [], assistants: [], isAdmin: true, isReviewer: false };
const groups = [...GROUPS, { id: 'onderzoek', title: 'Onderzoek', claims: ['onderzoek'], roles: ['employee' as const], collections: [], assistants: [], models: ['groot'] }];
let desk: TestDesk;
let noor: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups, verifyKey: () => Promise.resolve(admin) });
  const made = await fetch(`${desk.url}/api/v1/models/groot`, { method: 'PUT', headers: { Authorization: 'Bearer x', 'Content-Type': 'application/json' }, body: JSON.stringify({ model: 'chat', contextTokens: 8_192 }) });
  if (!made.ok) throw new Error(`the model was not made: ${made.status}`);
  noor = await colleague(desk, ['onderzoek']);
});
afterAll(() => desk.close());

/** Each answer in turn, in the order in which the host is asked. */
function answerWith(...scripts: (readonly Step[])[]): void {
  desk.host.setScript(() => scripts.shift() ?? reply(MAIN));
}
const compare = (by: Colleague, fields: Record<string, string> = {}, path = '/werk') => by.post(path, { assistent: 'collega', vraag: QUESTION, ook: 'groot', ...fields });
const page = async (by: Colleague, path: string) => (await by.get(path)).text();
const pathOf = (response: Response) => (response.headers.get('Location') ?? '').replace('#antwoord', '');
const otherIn = (html: string) => /\/keuze"><input type="hidden" name="antwoord" value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
const turnsOf = (path: string) => desk.db.query<{ id: string; isReplaced: boolean; beside: string | null }>('SELECT id, replaced_at IS NOT NULL AS "isReplaced", beside FROM turns WHERE conversation_id = $1 ORDER BY received_at, id', [path.split('/').at(-1)]);
const search = async (by: Colleague, zoek: string) => (await by.post('/werk/gesprekken', { zoek })).text();

describe('a question that is put to two models', () => {
  test('is offered to who has two, and to nobody else', async () => {
    expect(await page(noor, '/werk')).toMatch(/<select[^>]*name="ook"[^>]*><option value="" selected>Niet vergelijken<\/option><option value="chat" ?>chat<\/option><option value="groot" ?>/);
    expect(await page(await colleague(desk), '/werk')).not.toContain('name="ook"');
  });

  test('has both answers side by side, each with its sources and what it took; the conversation goes on with the one that is chosen', async () => {
    const by = await colleague(desk, ['onderzoek']);
    answerWith(reply(OTHER), reply(MAIN));
    const path = pathOf(await compare(by));
    const html = await page(by, path);
    expect([...html.matchAll(/<h3 class="balie-versus__title">([^<]*)/g)].map(([, title]) => title)).toEqual(['Met chat', 'Met groot']);
    expect(html.match(/class="balie-source"/g)).toHaveLength(2);
    expect(html.match(/tokens gelezen · \d+ geschreven/g)).toHaveLength(2);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const [other, main] = await turnsOf(path);
    expect([other, main]).toEqual([{ id: otherIn(html), isReplaced: true, beside: null }, { id: main?.id, isReplaced: false, beside: other?.id }]);
    const chosen = await by.post(`${path}/keuze`, { antwoord: otherIn(html) });
    expect([chosen.status, chosen.headers.get('Location')]).toEqual([303, `${path}#antwoord`]);
    expect((await turnsOf(path)).map(({ isReplaced }) => isReplaced)).toEqual([false, true]);
    const after = await page(by, path);
    expect(otherIn(after)).toBe(main?.id);
    expect([...after.matchAll(/<h3 class="balie-versus__title">([^<]*)/g)].map(([, title]) => title)).toEqual(['Met chat', 'Met groot']);
    expect(await (await by.get(`/api/v1/work/conversations/${path.split('/').at(-1)}/export?format=md`)).text()).toMatch(/^(?!.*U betaalt € 86).*Voor volwassenen kost/s);
    const before = desk.host.calls.length;
    await by.post(path, { vraag: 'Hoe lang duurt dat?' });
    const heard = JSON.stringify(desk.host.calls.slice(before));
    expect(heard).toContain('Voor volwassenen kost een paspoort');
    expect(heard).not.toContain('U betaalt € 86,20');
    expect((await page(by, path)).match(/balie-versus/g)).toBeNull();
    const stale = await by.post(`${path}/keuze`, { antwoord: main?.id ?? '' });
    expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining(`href="${path}">Open het gesprek</a>`)]);
    expect(await page(by, '/werk/verbruik')).toMatch(/<th scope="row">[^<]+<\/th><td>3<\/td>/);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  });

  test('is found by the words of the answer that was chosen alone', async () => {
    const by = await colleague(desk, ['onderzoek']);
    answerWith(reply(OTHER), reply('U betaalt bij de balie van het stadhuis [1].'));
    const path = pathOf(await compare(by));
    expect(await search(by, 'stadhuis')).toContain(path);
    expect(await search(by, 'volwassenen')).not.toContain(path);
    await by.post(`${path}/keuze`, { antwoord: otherIn(await page(by, path)) });
    expect(await search(by, 'volwassenen')).toContain(path);
    expect(await search(by, 'stadhuis')).not.toContain(path);
  });

  test('keeps the one answer where the model of the other fails', async () => {
    answerWith([drop()], [drop()], [drop()], reply(MAIN));
    const path = pathOf(await compare(noor));
    const html = await page(noor, path);
    expect(html.match(/<article class="balie-turn balie-versus__side">/g)).toHaveLength(2);
    expect(html).toContain('86,20');
  });

  test('is refused before anything is asked, and stands in the form again: of a model that is not theirs, and of one with itself', async () => {
    const by = await colleague(desk);
    expect((await compare(by)).status).toBe(403);
    const same = await compare(noor, { vraag: 'Twee keer hetzelfde?', ook: 'chat' });
    expect(same.status).toBe(400);
    expect(await same.text()).toMatch(/U vergelijkt een taalmodel met zichzelf.*Twee keer hetzelfde\?<\/textarea>/s);
    expect(await desk.db.query('SELECT 1 FROM turns WHERE person_id = $1', [by.id])).toEqual([]);
  });

  test('is chosen of by its asker alone, and only of its own two answers', async () => {
    const path = pathOf(await compare(noor));
    const elsewhere = pathOf(await compare(noor));
    const [other] = await turnsOf(path);
    const sam = await colleague(desk, ['onderzoek']);
    expect((await sam.post(`${path}/keuze`, { antwoord: other?.id ?? '' })).status).toBe(404);
    expect((await noor.post(`${path}/keuze`, { antwoord: other?.id ?? '' }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    for (const antwoord of [(await turnsOf(elsewhere))[0]?.id ?? '', '00000000-0000-4000-8000-000000000000', 'geen']) expect((await noor.post(`${path}/keuze`, { antwoord })).status, antwoord).toBe(409);
    expect((await turnsOf(path)).map(({ isReplaced }) => isReplaced)).toEqual([true, false]);
  });
});

test('a comparison in confidence is on its own page, goes on with what is chosen, and nothing of it is kept', async () => {
  const by = await colleague(desk, ['onderzoek']);
  answerWith(reply(OTHER), reply(MAIN));
  const html = await (await compare(by, { vertrouwelijk: 'ja' })).text();
  expect(html.match(/<article class="balie-turn balie-versus__side">/g)).toHaveLength(2);
  const form = /<form class="balie-versus__choose".*?<\/form>/s.exec(html)?.[0] ?? '';
  const fields = Object.fromEntries([...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
  const chosen = await (await by.post('/werk', fields)).text();
  expect(chosen).toContain('Voor volwassenen kost een paspoort');
  expect(chosen).not.toContain('U betaalt € 86,20');
  expect(/name="gezegd" value="([\w-]+)"/.exec(chosen)?.[1]).toBe(fields['gezegd']);
  expect((await (await colleague(desk)).post('/werk', fields)).status).toBe(400);
  expect(await desk.db.query('SELECT 1 FROM conversations WHERE person_id = $1', [by.id])).toEqual([]);
  expect(await desk.db.query('SELECT 1 FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.person_id = $1', [by.id])).toEqual([]);
});

test('over the API a script asks both at once, and is told which turn each is and what it took', async () => {
  const send = async (body: object) => readEvents(await noor.send('POST', '/api/v1/work/turns', { assistant: 'collega', question: QUESTION, ...body }));
  const first = await send({ model: 'groot' });
  const { conversationId, turnId: beside } = first[0]?.data ?? {};
  expect(beside).toBe(first.at(-1)?.data['id']);
  const second = (await send({ conversationId, beside })).at(-1);
  expect(second).toMatchObject({ event: 'done', data: { took: { model: 'chat', durationMs: expect.any(Number), promptTokens: expect.any(Number), answerTokens: expect.any(Number) } } });
  expect((await turnsOf(String(conversationId))).map(({ beside }) => beside)).toEqual([null, beside]);
  const both = await noor.send('POST', '/api/v1/work/turns', { assistant: 'collega', question: QUESTION, conversationId, beside, instead: beside });
  expect([both.status, (await both.json() as { code: string }).code]).toEqual([400, 'input-invalid']);
});
