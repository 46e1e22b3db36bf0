import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../src/audit/verify.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';

const QUESTION = 'Wat kost een paspoort?';
let desk: TestDesk;
let noor: Colleague;
let sam: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  [noor, sam] = [await colleague(desk), await colleague(desk, ['medewerkers'], 'Sam Bakker')];
});
afterAll(() => desk.close());

/** Asks by the form. @returns the path of the conversation. */
async function begin(by: Colleague, vraag = QUESTION): Promise<string> {
  const answer = await by.post('/werk', { assistent: 'collega', vraag });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('Location')).toMatch(/^\/werk\/gesprekken\/[0-9a-f-]{36}#antwoord$/);
  return (answer.headers.get('Location') ?? '').replace('#antwoord', '');
}
const idOf = (path: string) => path.split('/').at(-1) ?? '';
const page = async (by: Colleague, path: string) => (await by.get(path)).text();
const turnsIn = (html: string) => html.split('<article class="balie-turn">').length - 1;
const editIn = (html: string) => [...html.matchAll(/href="([^"]*aanpassen=([0-9a-f-]{36}))#vraag"/g)].map(([, path = '', id = '']) => ({ path: path.replaceAll('&amp;', '&'), id }));
const search = async (by: Colleague, zoek: string, more = {}) => (await by.post('/werk/gesprekken', { zoek, ...more })).text();

describe('a conversation', () => {
  test('is made by a question, and stands in the list, beside the form and on a page of its own', async () => {
    const path = await begin(noor);
    const shown = await page(noor, path);
    expect(shown).toContain('Wordt gewist op');
    expect(shown).toContain('Bronnen bij dit antwoord');
    expect(turnsIn(shown)).toBe(1);
    for (const place of ['/werk', '/werk/gesprekken']) expect(await page(noor, place)).toContain(path);
    for (const place of ['/werk', '/werk/gesprekken']) expect(await page(sam, place)).not.toContain(path);
  });

  test('is made by the API for programs of who is logged in too, and gone on with by the form', async () => {
    const answer = (await (await noor.send('POST', '/api/v1/assistants/collega/turns', { question: QUESTION })).json()) as { conversationId: string };
    const path = `/werk/gesprekken/${answer.conversationId}`;
    expect((await noor.post(path, { vraag: 'En voor een kind?' })).headers.get('Location')).toBe(`${path}#antwoord`);
    expect(turnsIn(await page(noor, path))).toBe(2);
  });

  test('has a title without what was masked in its question, and one that is text whatever stands in it', async () => {
    const path = await begin(noor, 'Mijn bsn is 111222333, wat <script>alert(1)</script> kost een paspoort?');
    const shown = await page(noor, path);
    expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(shown).not.toContain('<script>alert');
    expect(shown + (await page(noor, '/werk/gesprekken'))).not.toContain('111222333');
    await noor.post(`${path}/naam`, { naam: '"><img src=x onerror=alert(1)>' });
    for (const place of [path, `${path}/wissen`, '/werk', '/werk/gesprekken']) {
      const html = await page(noor, place);
      expect(html).toContain('&lt;img src=x');
      expect(html).not.toContain('<img src=x');
    }
  });

  test('is named, pinned and found by all words of it, and no word of that stands in a log', async () => {
    const path = await begin(sam);
    const other = await begin(sam, 'Hoe vraag ik een parkeervergunning aan?');
    expect((await sam.post(`${path}/naam`, { naam: 'Dossier boomstronk' })).headers.get('Location')).toBe(path);
    expect(await page(sam, path)).toContain('Dossier boomstronk');
    await sam.post(`${path}/vast`, { vast: 'ja' });
    const listed = await page(sam, '/werk/gesprekken');
    expect(listed.indexOf(path)).toBeLessThan(listed.indexOf(other));
    expect(listed).toContain('vastgezet');
    const found = await search(sam, 'boomstronken paspoort');
    expect(found).toContain('1 gesprek met');
    expect(found).toContain(path);
    expect(found).not.toContain(other);
    expect(await search(sam, '<b>niets</b>')).toContain('Geen gesprek gevonden met: &lt;b&gt;niets&lt;/b&gt;.');
    expect((await sam.post('/werk/gesprekken', { zoek: ' ' })).status).toBe(303);
    await sam.post(`${path}/vast`, { vast: 'nee' });
    expect(await page(sam, '/werk/gesprekken')).not.toContain('vastgezet');
    expect(JSON.stringify(desk.logged)).not.toContain('boomstronk');
  });

  test('is deleted after one more question: keys, title and words are gone, the chain is whole', async () => {
    const path = await begin(noor, 'Wat kost een paspoort voor Zwaluwstaart?');
    expect(await page(noor, path)).toContain(`/api/v1/work/conversations/${path.split('/').at(-1)}/export?format=docx`);
    expect(await page(noor, `${path}/wissen`)).toContain('Dit gesprek wissen?');
    expect(turnsIn(await page(noor, path))).toBe(1);
    const gone = await noor.post(`${path}/wissen`);
    expect(gone.headers.get('Location')).toMatch(/^\/werk\/gesprekken\?melding=gewist&bewijs=\d+$/);
    expect(await page(noor, '/werk/gesprekken?melding=gewist')).toContain('Uw gesprek is gewist.');
    expect((await noor.get(path)).status).toBe(404);
    // Asked from a page that was still open: nothing is begun, and what was typed is not lost.
    const late = await noor.post(path, { vraag: 'En wat kost een <b>spoedaanvraag</b>?' });
    expect([late.status, await late.text()]).toEqual([404, expect.stringMatching(/action="\/werk(?:#antwoord)?"[^]*En wat kost een &lt;b&gt;spoedaanvraag&lt;\/b&gt;\?<\/textarea>/)]);
    expect(await search(noor, 'zwaluwstaart')).toContain('Geen gesprek gevonden');
    expect(await desk.db.query('SELECT 1 FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.conversation_id = $1', [idOf(path)])).toEqual([]);
    expect(await desk.db.query('SELECT 1 FROM conversation_words WHERE conversation_id = $1', [idOf(path)])).toEqual([]);
    const on = await noor.send('POST', '/api/v1/assistants/collega/turns', { question: QUESTION, conversationId: idOf(path) });
    expect(await on.json()).toMatchObject({ code: 'conversation-unknown' });
    const { firstFault, entries } = await verify(desk.db, desk.auditKey);
    expect(firstFault).toBeUndefined();
    expect(entries).toBeGreaterThan(10);
  });
});

describe('a question that is put otherwise', () => {
  test('takes the place of itself and what came after it; these stay in the log, and the model does not hear them', async () => {
    const path = await begin(noor);
    await noor.post(path, { vraag: 'Hoe vraag ik een parkeervergunning aan?' });
    await noor.post(path, { vraag: 'Hoe vraag ik een rijbewijs aan?' });
    const second = editIn(await page(noor, path))[1];
    const form = await page(noor, second?.path ?? '');
    expect(form).toContain('Pas vraag 2 aan');
    expect(form).toContain('Hoe vraag ik een parkeervergunning aan?</textarea>');
    expect(turnsIn(form)).toBe(1);
    const before = desk.host.calls.length;
    await noor.post(path, { vraag: 'Wat kost een identiteitskaart?', aanpassen: second?.id ?? '', nummer: '2' });
    const shown = await page(noor, path);
    expect(turnsIn(shown)).toBe(2);
    expect(shown).toContain('identiteitskaart');
    expect(shown).not.toContain('rijbewijs');
    expect(JSON.stringify(desk.host.calls.slice(before))).not.toContain('parkeervergunning');
    expect((await desk.db.query('SELECT 1 FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.conversation_id = $1', [idOf(path)])).length).toBe(4);
    expect(await search(noor, 'rijbewijs')).not.toContain(path);
    const file = await page(noor, `/api/v1/work/conversations/${idOf(path)}/export?format=md`);
    expect(file).toContain('identiteitskaart');
    expect(file).not.toMatch(/parkeervergunning|rijbewijs/);
    const again = await noor.post(path, { vraag: 'Nog eens', aanpassen: second?.id ?? '', nummer: '2' });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('Deze vraag staat niet meer in het gesprek.');
    expect(turnsIn(await page(noor, path))).toBe(2);
  });

  test('takes the title that was made of it along, and none that somebody gave', async () => {
    const titleIn = (html: string) => /<h1[^>]*>([^<]*)/.exec(html)?.[1];
    for (const [name, title] of [[undefined, 'Wat kost een identiteitskaart?'], ['Reisdocumenten', 'Reisdocumenten']] as const) {
      const path = await begin(noor);
      if (name !== undefined) await noor.post(`${path}/naam`, { naam: name });
      await noor.post(path, { vraag: 'Hoe vraag ik een rijbewijs aan?' });
      const [first, second] = editIn(await page(noor, path));
      await noor.post(path, { vraag: 'Hoe lang duurt een rijbewijs?', aanpassen: second?.id ?? '', nummer: '2' });
      expect(titleIn(await page(noor, path))).not.toBe('Wat kost een identiteitskaart?');
      await noor.post(path, { vraag: 'Wat kost een identiteitskaart?', aanpassen: first?.id ?? '', nummer: '1' });
      expect(titleIn(await page(noor, path))).toBe(title);
    }
  });

  test('that is refused leaves the conversation as it was, and stands in the form again', async () => {
    const path = await begin(noor);
    const [first] = editIn(await page(noor, path));
    const refused = await noor.post(path, { vraag: 'x'.repeat(2_001), aanpassen: first?.id ?? '', nummer: '1' });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('Uw vraag is te lang');
    expect(html).toContain(`name="aanpassen" value="${first?.id}"`);
    expect(turnsIn(await page(noor, path))).toBe(1);
  });

  test('is of this conversation and of this person', async () => {
    const [path, other] = [await begin(noor), await begin(noor)];
    const [elsewhere] = editIn(await page(noor, other));
    const theirs = await begin(sam);
    const [ofSam] = editIn(await page(sam, theirs));
    for (const aanpassen of [elsewhere?.id ?? '', ofSam?.id ?? '', randomUUID(), 'geen']) expect((await noor.post(path, { vraag: 'Anders', aanpassen })).status, aanpassen).toBe(409);
    for (const [by, where] of [[noor, path], [noor, other], [sam, theirs]] as const) expect(turnsIn(await page(by, where))).toBe(1);
  });
});

test('a conversation of two hundred turns is shown in parts, each with a way to the rest', async () => {
  const path = await begin(noor);
  const { log } = desk.desk;
  await Promise.all(
    Array.from({ length: 199 }, async (_, index) => {
      const id = randomUUID();
      await log.received({ id, conversationId: idOf(path), isNew: true, assistant: 'collega', question: `Vraag ${index}`, person: noor.id });
      await log.ended(id, { outcome: 'answered', answer: 'Ja.', sources: [], durationMs: 1 });
    }),
  );
  const last = await page(noor, path);
  expect(turnsIn(last)).toBe(50);
  expect(last).toContain(`${path}?tot=150`);
  expect(last).toContain('id="vraagformulier"');
  const first = await page(noor, `${path}?tot=30`);
  expect(turnsIn(first)).toBe(30);
  expect(first).not.toContain('id="vraagformulier"');
  const [edit] = editIn(first).slice(-1);
  const form = await page(noor, edit?.path ?? '');
  expect(form).toContain('Pas vraag 30 aan');
  for (const [tot, turns] of [['0', 50], ['-1', 50], ['999999', 50], ['1e3', 50], ['1', 1]] as const) expect(turnsIn(await page(noor, `${path}?tot=${tot}`)), tot).toBe(turns);
});

test('a list of more than a page is leafed through, also what was found', async () => {
  const many = await colleague(desk);
  for (let index = 0; index < 27; index += 1) await desk.desk.conversations.open({ conversationId: randomUUID(), isNew: true, person: many.id, assistant: 'collega', question: `Gesprek ${index}` });
  const rows = await desk.db.query<{ id: string }>('SELECT id FROM conversations WHERE person_id = $1', [many.id]);
  for (const { id } of rows) await desk.desk.conversations.rename(many.id, id, 'Zonnepaneel');
  expect(await page(many, '/werk/gesprekken')).toContain('Pagina 1 van 2');
  const links = (html: string) => html.split('class="balie-work__link"').length - 1;
  expect(links(await page(many, '/werk/gesprekken?pagina=2'))).toBe(2);
  expect(links(await search(many, 'zonnepanelen'))).toBe(25);
  expect(links(await search(many, 'zonnepanelen', { pagina: '2' }))).toBe(2);
  expect((await many.get('/werk/gesprekken?pagina=x')).status).toBe(200);
});

describe('what is somebody else’s', () => {
  const ways = [['GET', ''], ['POST', ''], ['POST', '/naam'], ['POST', '/vast'], ['GET', '/wissen'], ['POST', '/wissen']] as const;
  test.each(ways)('is not there: %s …%s', async (method, way) => {
    const path = await begin(sam);
    for (const where of [path, `/werk/gesprekken/${randomUUID()}`, '/werk/gesprekken/geen-nummer']) {
      const fields = { vraag: QUESTION, naam: 'Van mij', vast: 'ja' };
      const answer = await (method === 'GET' ? noor.get(where + way) : noor.post(where + way, fields));
      expect(answer.status, where).toBe(404);
      expect(await answer.text()).toContain('Dit gesprek is niet (meer) bekend.');
    }
    expect(await desk.desk.conversations.find(sam.id, idOf(path))).toMatchObject({ title: QUESTION, pinned: false });
    expect(turnsIn(await page(sam, path))).toBe(1);
  });

  test('is not gone on with by the API either, nor erased by that of residents', async () => {
    const conversationId = idOf(await begin(sam));
    for (const [where, body] of [['/api/v1/work/turns', { assistant: 'collega', question: QUESTION, conversationId }], ['/api/v1/assistants/collega/turns', { question: QUESTION, conversationId }]] as const) {
      const answer = await noor.send('POST', where, body);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'conversation-unknown' });
    }
    expect((await fetch(`${desk.url}/api/v1/conversations/${conversationId}`, { method: 'DELETE' })).status).toBe(404);
    expect(turnsIn(await page(sam, `/werk/gesprekken/${conversationId}`))).toBe(1);
  });

  const routes = [['GET', '/werk'], ['POST', '/werk'], ['GET', '/werk/gesprekken'], ['POST', '/werk/gesprekken'], ['GET', '/werk/uitleg'], ['GET', '/werk/verbruik'], ...ways.map(([method, way]) => [method, `/werk/gesprekken/${randomUUID()}${way}`] as const)] as const;
  test.each(routes)('is for nobody who is not logged in, is no employee, or comes from elsewhere: %s %s', async (method, path) => {
    const body = method === 'POST' ? { body: new URLSearchParams({ vraag: QUESTION }) } : {};
    const open = await fetch(desk.url + path, { method, redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' }, ...body });
    // What was sent with it is given back.
    expect([open.status, method === 'POST' ? /href="(\/inloggen)/.exec(await open.text())?.[1] : open.headers.get('Location')]).toEqual(method === 'POST' ? [401, '/inloggen'] : [303, expect.stringMatching(/^\/inloggen/)]);
    const guest = await colleague(desk, []);
    expect((await (method === 'GET' ? guest.get(path) : guest.post(path, { vraag: QUESTION }))).status).toBe(403);
    if (method === 'POST') expect((await noor.post(path, { vraag: QUESTION }, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elders.example' })).status).toBe(403);
  });
});
