import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eraserOf } from '../../../src/retention/aged.ts';
import { agedFiles } from '../../../src/workplace/files/erase.ts';
import { echoScript } from '../../support/ollama-host/echo.ts';
import { reply } from '../../support/ollama-host/index.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { eraseTalk } from '../../support/erased.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { addFile, filesApi, readFiles, TURNS } from '../../support/chat-files.ts';

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

describe('a conversation with files', () => {
  test('is theirs alone from its first file on: nobody else adds, lists, removes or asks in it', async () => {
    const id = randomUUID();
    await addFile(noor, id, 'eigen.txt', SECRET);
    const [file] = await readFiles(noor, id);
    for (const answer of [
      await addFile(sam, id, 'erbij.txt', 'Erbij.'),
      await sam.send('GET', filesApi(id)),
      await sam.send('DELETE', `${filesApi(id)}/${file?.id}`),
      await sam.send('POST', TURNS, { question: 'Wat kost het parkeerproject Vuurtoren?', conversationId: id }),
      await sam.send('POST', `/api/v1/work/conversations/${id}/documents-work/estimate`, { kind: 'summarise', assistant: 'collega', file: file?.id }),
    ]) {
      expect(answer.status).toBe(404);
      expect(JSON.stringify(await answer.json())).toMatch(/conversation-unknown|chat-file-unknown/);
    }
    expect(await readFiles(noor, id)).toHaveLength(1);
    // A file of hers, named in a conversation of his own.
    const own = randomUUID();
    await addFile(sam, own, 'van-sam.txt', 'Van Sam.');
    expect((await sam.send('DELETE', `${filesApi(own)}/${file?.id}`)).status).toBe(404);
    expect((await sam.get(`/werk/gesprekken/${own}/bestanden/${file?.id}`)).status).toBe(404);
    expect((await sam.send('POST', `/api/v1/work/conversations/${own}/documents-work`, { kind: 'summarise', assistant: 'collega', file: file?.id })).status).toBe(409);
  });

  test('that has questions already takes files of its own person only; nobody begins in one of residents', async () => {
    desk.host.setScript(echoScript);
    const { conversationId } = await ask(noor, { question: 'Wat kost een paspoort?' });
    expect((await addFile(sam, conversationId, 'erbij.txt', 'Erbij.')).status).toBe(404);
    expect((await addFile(noor, conversationId, 'erbij.txt', 'Erbij.')).status).toBe(201);
    await noor.post(`/werk/gesprekken/${conversationId}/wissen`);
    expect((await addFile(noor, conversationId, 'erna.txt', 'Na het wissen.')).status).toBe(404);
    expect(await desk.db.query('SELECT 1 FROM chat_folders WHERE conversation_id = $1', [conversationId])).toEqual([]);
    const resident = (await (await fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question: 'Wat kost een paspoort?' }) })).json()) as Answer;
    expect((await addFile(noor, resident.conversationId, 'erbij.txt', 'Erbij.')).status).toBe(404);
  });

  test('goes with its files when it is erased, and files go after the retention time', async () => {
    const id = randomUUID();
    await addFile(noor, id, 'weg.txt', SECRET);
    await readFiles(noor, id);
    desk.host.setScript(echoScript);
    await ask(noor, { question: 'Wat kost het parkeerproject Vuurtoren?', conversationId: id });
    // A resident who names it erases nothing.
    expect((await fetch(`${desk.url}/api/v1/conversations/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect(await readFiles(noor, id)).toHaveLength(1);
    expect(await eraseTalk(desk.db, desk.auditKey, id, ['collega'])).toBe(true);
    expect(await readFiles(noor, id)).toEqual([]);
    const old = randomUUID();
    await addFile(noor, old, 'oud.txt', SECRET);
    await readFiles(noor, old);
    await desk.db.query(`UPDATE chat_folders SET created_at = '2020-01-01' WHERE conversation_id = $1`, [old]);
    await desk.db.query(`UPDATE chat_files SET created_at = '2020-01-01' WHERE conversation_id = $1`, [old]);
    expect(await eraserOf(desk.db, agedFiles).erase({ kind: 'files', before: new Date('2021-01-01') })).toBe(1);
    expect(await desk.db.query('SELECT 1 FROM chat_folders WHERE conversation_id = $1', [old])).toEqual([]);
  });

  test('is worked on no longer once its person was shut out', async () => {
    const [ted, id, work] = [await colleague(desk), randomUUID(), randomUUID()];
    expect((await addFile(ted, id, 'a.txt', 'Een bestand.')).status).toBe(201);
    const { works } = desk.desk.workplace;
    await works.begin(work, { conversationId: id, personId: ted.id }, 9);
    expect(await works.report(work, 1, 9)).toBe(true);
    await desk.db.query('UPDATE people SET disabled_at = now() WHERE id = $1', [ted.id]);
    expect(await works.report(work, 2, 9)).toBe(false);
  });

  test('holds no more than it may', async () => {
    const id = randomUUID();
    for (let at = 0; at < 20; at += 1) expect((await addFile(noor, id, `${at}.txt`, `Bestand ${at}.`)).status).toBe(201);
    const full = await addFile(noor, id, 'te-veel.txt', 'Een te veel.');
    expect(full.status).toBe(409);
    expect(await full.json()).toMatchObject({ code: 'chat-files-full' });
    // Nor do small ones without end keep those of others waiting, or fill the disk.
    const [ted, elsewhere] = [await colleague(desk), randomUUID()];
    expect((await addFile(ted, elsewhere, 'a.txt', 'Een bestand.')).status).toBe(201);
    await readFiles(ted, elsewhere);
    const more = (count: number, state: string) => desk.db.query(
      `INSERT INTO chat_files (id, conversation_id, created_at, bytes, named, original, state, fault) SELECT gen_random_uuid(), $1, now(), 1, '', '', $3::text, CASE WHEN $3::text = 'failed' THEN 'document-corrupt' END FROM generate_series(1, $2::integer)`,
      [elsewhere, count, state],
    );
    await more(60, 'waiting');
    expect(await (await addFile(ted, randomUUID(), 'b.txt', 'Een ander.')).json()).toMatchObject({ code: 'upload-busy' });
    await desk.db.query(`UPDATE chat_files SET state = 'failed', fault = 'document-corrupt' WHERE conversation_id = $1 AND bytes = 1`, [elsewhere]);
    expect((await addFile(ted, randomUUID(), 'b.txt', 'Een ander.')).status).toBe(201);
    await more(1_940, 'failed');
    expect(await (await addFile(ted, randomUUID(), 'c.txt', 'Nog een.')).json()).toMatchObject({ code: 'chat-files-full' });
  });
});

describe('asking about files that were put in first', () => {
  const begun = async () => {
    const id = randomUUID();
    await addFile(noor, id, 'vuurtoren.txt', SECRET);
    await readFiles(noor, id);
    return `/werk/gesprekken/${id}`;
  };

  test('goes from their page to a form, and on to the answer', async () => {
    const path = await begun();
    expect(await (await noor.get(`${path}/documenten`)).text()).toContain(`href="${path}#vraag"`);
    const form = await (await noor.get(path)).text();
    expect(form).toMatch(/<li>vuurtoren\.txt<\/li>/);
    expect(form).toContain(`action="${path}#antwoord"`);
    expect(form).not.toContain('name="vertrouwelijk"');
    desk.host.setScript(reply('Het parkeerproject Vuurtoren kost 123456 euro [1].'));
    const asked = await noor.post(path, { assistent: 'collega', vraag: 'Wat kost het parkeerproject Vuurtoren?' });
    expect([asked.status, asked.headers.get('Location')]).toEqual([303, `${path}#antwoord`]);
    const talk = await (await noor.get(path)).text();
    expect(talk).toMatch(/Antwoord van Collega \(AI\)[\s\S]*kost 123456 euro[\s\S]*vuurtoren\.txt/);
  });

  test('has the question back in the form where it was not taken', async () => {
    const path = await begun();
    const long = 'Wat kost Vuurtoren? '.repeat(500);
    const refused = await noor.post(path, { assistent: 'collega', vraag: long });
    expect(refused.status).toBe(400);
    const page = await refused.text();
    expect(page).toContain(long.trimEnd());
    expect(page).toContain('<li>vuurtoren.txt</li>');
  });

  test('is for who put them in', async () => {
    const path = await begun();
    expect((await sam.get(path)).status).toBe(404);
    expect((await sam.post(path, { assistent: 'collega', vraag: 'Wat kost Vuurtoren?' })).status).toBe(404);
    expect((await noor.get(`/werk/gesprekken/${randomUUID()}`)).status).toBe(404);
    expect((await noor.get(path)).status).toBe(200);
  });
});
