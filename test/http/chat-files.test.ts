import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createQueue } from '../../src/review/queue.ts';
import { echoScript } from '../support/ollama-host/echo.ts';
import { reply } from '../support/ollama-host/index.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { addFile, filesApi, readFiles, TURNS } from '../support/chat-files.ts';
import { withoutIds } from '../support/without-ids.ts';

const SECRET = 'Het parkeerproject Vuurtoren kost 123456 euro en begint op 3 maart.';

let desk: TestDesk;
let noor: Colleague;
let sam: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS, withWorkers: true });
  noor = await colleague(desk);
  sam = await colleague(desk, ['medewerkers'], 'Sam Bos');
});
afterAll(() => desk.close());

interface Answer {
  readonly outcome: string;
  readonly answer: string;
  readonly conversationId: string;
  readonly sources: readonly { readonly title: string; readonly url: string; readonly page?: number; readonly quote: string }[];
}

const ask = async (who: Colleague, body: Record<string, unknown>) => (await (await who.send('POST', TURNS, body)).json()) as Answer;

describe('a file in a conversation', () => {
  test('is read, is searched for that conversation, and opens at the passage', async () => {
    const id = randomUUID();
    // A name in which the order of letters is turned around hides what kind of file it is.
    const added = await addFile(noor, id, 'vuur\u202Etoren.txt', `Projectplan\n\n${SECRET}`);
    expect(added.status).toBe(201);
    expect(added.headers.get('Location')).toBe(filesApi(id));
    expect(await readFiles(noor, id)).toMatchObject([{ name: 'vuurtoren.txt', state: 'ready' }]);
    desk.host.setScript(({ body }) => reply(JSON.stringify(body).includes('Vuurtoren') ? 'Het parkeerproject Vuurtoren kost 123456 euro [1].' : 'GEEN_ANTWOORD'));
    const answer = await ask(noor, { question: 'Wat kost het parkeerproject Vuurtoren?', conversationId: id, sources: 'files' });
    expect(answer).toMatchObject({ outcome: 'answered', conversationId: id });
    const [source] = answer.sources;
    expect(source?.title).toBe('vuurtoren.txt');
    expect(source?.url).toMatch(new RegExp(`^/werk/gesprekken/${id}/bestanden/[0-9a-f-]{36}#passage-1$`));
    const page = await noor.get(source?.url.split('#')[0] ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/id="passage-1"[\s\S]*Vuurtoren kost 123456/);
    expect((await sam.get(source?.url.split('#')[0] ?? '')).status).toBe(404);
  });

  test('goes before what the collections have where it carries the question, and is left alone where it does not', async () => {
    const id = randomUUID();
    await addFile(noor, id, 'vuurtoren bsn 111222333.txt', SECRET);
    await readFiles(noor, id);
    const before = desk.host.calls.length;
    desk.host.setScript(({ body }) => reply(JSON.stringify(body).includes('Vuurtoren') ? 'Het parkeerproject Vuurtoren kost 123456 euro [1].' : 'Een paspoort kost € 86,20 [1].'));
    const both = await ask(noor, { question: 'Wat kost het parkeerproject Vuurtoren?', conversationId: id });
    expect(both.sources[0]?.title).toMatch(/^vuurtoren bsn/);
    // What is masked in a text is masked in its name.
    expect(JSON.stringify([both, desk.host.calls.slice(before).map(({ body }) => body)])).not.toContain('111222333');
    desk.host.setScript(echoScript);
    const other = await ask(noor, { question: 'Wat kost een paspoort?', conversationId: id });
    expect(other.sources.map(({ title }) => title)).not.toContainEqual(expect.stringMatching(/^vuurtoren/));
    expect(other.sources[0]?.url).toMatch(/^\/bronnen\//);
  });

  test('is found by nobody else and in no other conversation, search or count', async () => {
    const id = randomUUID();
    await addFile(noor, id, 'vuurtoren.txt', SECRET);
    await readFiles(noor, id);
    desk.host.setScript(echoScript);
    const question = 'Wat kost het parkeerproject Vuurtoren?';
    for (const answer of [await ask(noor, { question }), await ask(sam, { question })]) expect(withoutIds(JSON.stringify(answer))).not.toContain('123456');
    const counts = await desk.db.query('SELECT (SELECT count(*) FROM documents WHERE title LIKE $1) AS documents, (SELECT count(*) FROM passages WHERE text LIKE $1) AS passages, (SELECT count(*) FROM deliveries) AS deliveries', ['%uurtoren%']);
    expect(counts).toEqual([{ documents: 0, passages: 0, deliveries: 0 }]);
    // Nor by who judges answers, though every one is drawn, and every question is asked often.
    await ask(noor, { question, conversationId: id, sources: 'files' });
    const queue = createQueue({ db: desk.db, settings: { sampleOneIn: 1, askedOften: 1 }, questions: desk.desk.log.questions, wordsOf: (text) => text.split(' ') });
    expect(await desk.db.query(`SELECT 1 FROM turns WHERE person_id IS NOT NULL AND outcome IS NOT NULL`)).not.toEqual([]);
    expect(await queue.list()).toEqual([]);
  });

  test('stands nowhere in the database as it is, and is gone with its row', async () => {
    const id = randomUUID();
    await addFile(noor, id, 'geheime-naam.txt', SECRET);
    const [file] = await readFiles(noor, id);
    const dump = JSON.stringify(await desk.db.query(`SELECT encode(named, 'escape') AS named, encode(original, 'escape') AS original, encode(content, 'escape') AS content, f::text AS row FROM chat_files f WHERE id = $1`, [file?.id]));
    expect(dump).not.toMatch(/Vuurtoren|geheime-naam/);
    expect(JSON.stringify(desk.logged)).not.toMatch(/Vuurtoren|geheime-naam/);
    expect((await noor.send('DELETE', `${filesApi(id)}/${file?.id}`)).status).toBe(204);
    expect(await desk.db.query('SELECT 1 FROM chat_files WHERE id = $1', [file?.id])).toEqual([]);
    expect((await noor.send('DELETE', `${filesApi(id)}/${file?.id}`)).status).toBe(404);
  });

  test('that has not been read yet is named with the answer, which may be about it', async () => {
    const id = randomUUID();
    await addFile(noor, id, 'later.txt', SECRET);
    await readFiles(noor, id);
    await desk.db.query(`UPDATE chat_files SET state = 'waiting', content = NULL, pages = NULL, passages = NULL, characters = NULL WHERE conversation_id = $1`, [id]);
    desk.host.setScript(reply('GEEN_ANTWOORD'));
    for (const sources of ['files', 'all']) expect((await ask(noor, { question: 'Wat kost het parkeerproject Vuurtoren?', conversationId: id, sources })).answer).toContain('Een bestand in dit gesprek is nog niet gelezen.');
    expect((await ask(noor, { question: 'Wat kost het parkeerproject Vuurtoren?' })).answer).not.toContain('nog niet gelezen');
  });

  test('that cannot be read says why', async () => {
    const id = randomUUID();
    await addFile(noor, id, 'stuk.pdf', '%PDF-1.4 en dan niets');
    expect(await readFiles(noor, id)).toMatchObject([{ state: 'failed', fault: { code: 'document-corrupt' } }]);
    expect((await (await noor.get(`/werk/gesprekken/${id}/documenten`)).text())).toContain('beschadigd');
  });

  test('is given back as it came, as a download whatever it is', async () => {
    const id = randomUUID();
    await addFile(noor, id, 'pagina.html', '<h1>Titel</h1><p>Een alinea over parkeren.</p><script>alert(1)</script>');
    const [file] = await readFiles(noor, id);
    const original = await noor.get(`/werk/gesprekken/${id}/bestanden/${file?.id}/origineel`);
    expect(original.headers.get('Content-Disposition')).toContain('attachment');
    expect(original.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(await original.text()).toContain('<script>alert(1)</script>');
    expect((await sam.get(`/werk/gesprekken/${id}/bestanden/${file?.id}/origineel`)).status).toBe(404);
  });
});

describe('who may not', () => {
  const id = randomUUID();
  test.each([
    ['nobody is logged in', 401, () => fetch(desk.url + filesApi(id), { method: 'POST', body: 'x' })],
    ['another site sends it', 403, () => addFile(noor, id, 'x.txt', 'x', { 'Sec-Fetch-Site': 'cross-site' })],
    ['a number that is none', 400, () => addFile(noor, 'geen-nummer', 'x.txt', 'x')],
    ['sources: files without a conversation', 400, () => noor.send('POST', TURNS, { question: 'Wat kost het?', sources: 'files' })],
  ])('%s', async (_, status, send) => {
    expect((await send()).status).toBe(status);
  });
});

test('the form takes files without a script, and says which were not taken', async () => {
  const id = randomUUID();
  const form = new FormData();
  form.append('bestanden', new File([SECRET], 'een.txt'));
  form.append('bestanden', new File([readFileSync(new URL('../fixtures/sample-questions.jsonl', import.meta.url))], '../twee.txt'));
  const sent = await noor.post(`/werk/gesprekken/${id}/bestanden`, form);
  expect(sent.status).toBe(303);
  expect((await readFiles(noor, id)).map(({ name }) => name)).toEqual(['een.txt', 'twee.txt']);
  const bad = new FormData();
  bad.append('bestanden', new File([], 'leeg.txt'));
  const refused = await noor.post(`/werk/gesprekken/${id}/bestanden`, bad);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toMatch(/leeg\.txt[\s\S]*Dit bestand is leeg/);
  const [file] = await readFiles(noor, id);
  expect((await noor.post(`/werk/gesprekken/${id}/bestanden/${file?.id}/verwijderen`)).status).toBe(303);
  expect(await readFiles(noor, id)).toHaveLength(1);
  expect((await noor.post(`/werk/gesprekken/${id}/bestanden`, bad, { 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
  expect(await (await noor.get('/werk/documenten')).text()).toContain('twee.txt');
  expect(await (await sam.get('/werk/documenten')).text()).not.toContain('twee.txt');
});
