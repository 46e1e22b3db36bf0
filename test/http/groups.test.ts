import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withoutClosed } from '../../src/cli/desk/closed-sources.ts';
import { syncCollections } from '../../src/knowledge/collections.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { putDocument } from '../support/put-document.ts';
import { documents } from '../support/documents.ts';

const TURNS = '/api/v1/assistants/collega/turns';
const SECRET = 'De dwangsom van het jeugdteam is € 4.711 per overtreding.';
const QUESTION = { question: 'Hoeveel is de dwangsom van het jeugdteam?' };

/** A collection that team Jeugd reads alone, and its one document. */
let desk: TestDesk;
let source: string;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  const collections = await desk.db.query<{ id: string; title: string; owner: string; readers: string[] }>('SELECT id, title, owner, readers FROM collections');
  await syncCollections(desk.db, [...collections, { id: 'jeugdteam', title: 'Jeugdteam', owner: 'Team Jeugd', readers: ['jeugd'] }]);
  const like = documents[1];
  if (like === undefined) throw new Error('no documents');
  await putDocument(desk.db, { ...like, collectionId: 'jeugdteam', sourceId: 'dwangsom.md', title: 'Dwangsommen', original: Buffer.from(SECRET), digest: 'a'.repeat(64), passages: [{ headings: ['Bedrag'], text: SECRET }] });
  source = `/bronnen/${(await desk.db.query<{ id: string }>(`SELECT id FROM documents WHERE source_id = 'dwangsom.md'`))[0]?.id}`;
});
afterAll(() => desk.close());

/** Somebody of the team, and how they leave it. */
let noor: Colleague;
beforeEach(async () => {
  noor = await colleague(desk, ['jeugd']);
});
const leave = () => desk.db.query(`UPDATE people SET claimed = '{medewerkers}' WHERE id = $1`, [noor.id]);

interface Answer {
  readonly conversationId: string;
  readonly answer: string;
  readonly sources: readonly { readonly url: string }[];
}
const ask = async (more: object = {}) => (await (await noor.send('POST', TURNS, { ...QUESTION, ...more })).json()) as Answer;

describe('who leaves a group', () => {
  test('finds nothing of its collections any more, at the next question', async () => {
    expect(JSON.stringify(await ask())).toContain('4.711');
    await leave();
    const after = await ask();
    expect(after.sources).toEqual([]);
    expect(JSON.stringify(after)).not.toMatch(/4\.711|Dwangsommen/);
  });

  test('nor by going on with a conversation in which it was answered, nor does the model see that answer again', async () => {
    const { conversationId } = await ask();
    await leave();
    const before = desk.host.calls.length;
    expect(JSON.stringify(await ask({ question: 'En hoeveel is dat per overtreding?', conversationId }))).not.toMatch(/4\.711|Dwangsommen/);
    expect(JSON.stringify(await ask({ question: 'En wat kost een paspoort?', conversationId }))).toContain('86,20');
    const told = JSON.stringify(desk.host.calls.slice(before));
    expect(told).toContain('Deze bron is niet meer te zien.');
    expect(told).not.toMatch(/4\.711|Dwangsommen/);
  });

  test('while one who stays has both', async () => {
    const { conversationId } = await ask();
    expect(JSON.stringify(await ask({ question: 'En hoeveel is dat per overtreding?', conversationId }))).toContain('4.711');
    await ask({ question: 'En wat kost een paspoort?', conversationId });
    expect(JSON.stringify(desk.host.lastChat())).toContain('4.711');
  });

  test('opens neither the source nor its file, whatever the browser has of it', async () => {
    expect((await noor.get(source)).status).toBe(200);
    const file = await noor.get(`${source}/origineel`);
    expect([file.status, await file.text()]).toEqual([200, SECRET]);
    const etag = file.headers.get('ETag') ?? '';
    await leave();
    expect((await noor.get(source)).status).toBe(404);
    expect((await noor.get(`${source}/origineel`)).status).toBe(404);
    expect((await noor.get(`${source}/origineel`, { 'If-None-Match': etag })).status).toBe(404);
    expect((await fetch(`${desk.url}${source}/origineel`, { method: 'HEAD', headers: { Cookie: noor.cookie } })).status).toBe(404);
  });

  test('takes none of its words along in a file of the conversation', async () => {
    const { conversationId } = await ask();
    const [kept] = await desk.desk.log.conversation(conversationId, 'collega');
    const id = randomUUID();
    await desk.desk.log.received({ id, conversationId, isNew: false, assistant: 'collega', question: 'En woord voor woord?', person: noor.id });
    await desk.desk.log.ended(id, { outcome: 'quoted', answer: `Zo staat het er.\n\n> ${SECRET} [1]`, sources: kept?.end?.sources ?? [], durationMs: 1 });
    const file = async () => (await noor.get(`/api/v1/work/conversations/${conversationId}/export?format=md`)).text();
    expect(await file()).toMatch(/^> .*4\.711/m);
    await leave();
    const after = await file();
    expect(after).toMatch(/^> Deze bron is niet meer te zien\./m);
    expect(after).not.toMatch(/^> .*4\.711/m);
  });

  test('nor in a confidential conversation that is under way: not on its page, not for the model, and not in what the page carries on', async () => {
    const carriedIn = (html: string) => /name="gezegd" value="([\w-]+)"/.exec(html)?.[1] ?? '';
    const confide = async (vraag: string, gezegd = '') => (await noor.post('/werk', { assistent: 'collega', vertrouwelijk: 'ja', vraag, gezegd })).text();
    const first = await confide(QUESTION.question);
    expect(first).toMatch(/<blockquote[^]*4\.711/);
    expect(await confide('En wat kost een paspoort?', carriedIn(first))).toMatch(/<blockquote[^]*4\.711/);
    expect(JSON.stringify(desk.host.lastChat())).toContain('4.711');
    await leave();
    const after = await confide('En wat kost een paspoort?', carriedIn(first));
    expect(after).toContain('U kunt deze bron niet meer zien.');
    expect(after).not.toMatch(/<blockquote[^]*4\.711/);
    const told = JSON.stringify(desk.host.lastChat());
    expect(told).toContain('Deze bron is niet meer te zien.');
    expect(told).not.toContain('4.711');
    // Whoever comes back to the group does not get out of the page what it lost.
    await desk.db.query(`UPDATE people SET claimed = '{jeugd}' WHERE id = $1`, [noor.id]);
    expect(await confide('En wat kost een paspoort?', carriedIn(after))).not.toMatch(/<blockquote[^]*4\.711/);
  });

  test('keeps what was said, with the source as no longer open and without its words', async () => {
    const { conversationId } = await ask();
    const kept = await desk.desk.log.conversation(conversationId, 'collega');
    expect(await withoutClosed(desk.db, kept, ['resident', 'employee', 'jeugd'])).toEqual(kept);
    expect(kept[0]?.end?.sources).toMatchObject([{ quote: SECRET }]);
    const [turn] = await withoutClosed(desk.db, kept, ['resident', 'employee']);
    expect(turn?.end?.sources).toMatchObject([{ number: 1, title: 'Dwangsommen', quote: '', isClosed: true }]);
    expect(turn).toMatchObject({ id: kept[0]?.id, question: QUESTION.question, outcome: kept[0]?.outcome });
  });
});

test('a reader is taken from a collection at once, also for who is in the group', async () => {
  expect((await noor.get(source)).status).toBe(200);
  await desk.db.query(`UPDATE collections SET readers = '{beheer}' WHERE id = 'jeugdteam'`);
  expect((await noor.get(source)).status).toBe(404);
  expect((await ask()).sources).toEqual([]);
  expect((await (await colleague(desk, ['beheer'])).get(source)).status).toBe(200);
  await desk.db.query(`UPDATE collections SET readers = '{jeugd}' WHERE id = 'jeugdteam'`);
});

test('a group that the configuration does not have any more opens nothing', async () => {
  const gone = await colleague(desk, ['opgeheven']);
  await desk.db.query(`UPDATE collections SET readers = '{opgeheven}' WHERE id = 'jeugdteam'`);
  expect((await gone.get(source)).status).toBe(404);
  await desk.db.query(`UPDATE collections SET readers = '{jeugd}' WHERE id = 'jeugdteam'`);
});

test('a resident sees of a kept conversation no word of a source that was closed since', async () => {
  const asked = (await (await fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"question":"Wat kost een rijbewijs?"}' })).json()) as Answer;
  const keep = async () => (await fetch(`${desk.url}/gesprek/bewaren`, { method: 'POST', body: new URLSearchParams({ conversationId: asked.conversationId }) })).text();
  expect(await keep()).toMatch(/<blockquote[^]*51,40[^]*<\/blockquote>/);
  await desk.db.query(`UPDATE collections SET readers = '{employee}' WHERE id = 'producten'`);
  const kept = await keep();
  await desk.db.query(`UPDATE collections SET readers = '{resident}' WHERE id = 'producten'`);
  expect(kept).toContain('U kunt deze bron niet meer zien.');
  expect(kept).toContain('Rijbewijs aanvragen');
  expect(kept).not.toMatch(/<blockquote|href="[^"]*\/bronnen/);
});

test('of an answer that quotes, what was quoted goes with the source', async () => {
  const [id, other] = [source.slice('/bronnen/'.length), (await desk.db.query<{ id: string }>(`SELECT id FROM documents WHERE source_id = 'paspoort.md'`))[0]?.id];
  const cited = (number: number, document = '') => ({ number, title: `T${number}`, url: `/bronnen/${document}#passage-1`, quote: `woorden ${number}`, headings: [] });
  const answer = 'Dit staat er.\n\n> geheim\n> \n> nog meer [12] geheim [1]\n\n> wel te zien [2]\n\nTot slot [1].';
  const kept = [{ end: { answer, sources: [cited(1, id), cited(2, other)] } }, { end: undefined }];
  const [turn, running] = await withoutClosed(desk.db, kept);
  expect(turn?.end?.answer).toBe('Dit staat er.\n\n> Deze bron is niet meer te zien. [1]\n\n> wel te zien [2]\n\nTot slot [1].');
  expect(turn?.end?.sources).toEqual([{ ...cited(1, id), quote: '', isClosed: true }, cited(2, other)]);
  expect(running).toEqual({ end: undefined });
});
