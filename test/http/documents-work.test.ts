import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFile, readFiles } from '../support/chat-files.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { askForWork, promptOf, type Work, withFiles, workApi } from '../support/document-work.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { makeDocx } from '../support/office.ts';
import { type RecordedRequest, reply, silence, text } from '../support/ollama-host/index.ts';

let desk: TestDesk;
let noor: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: [...GROUPS, { id: 'publieksbalie', title: 'Publieksbalie', claims: ['publieksbalie'], roles: ['employee'], collections: [], assistants: ['loket'], models: [] }], withWorkers: true });
  noor = await colleague(desk);
});
afterAll(() => desk.close());

const work = (id: string, body: Record<string, unknown>, headers?: Record<string, string>) => askForWork(noor, id, body, headers);
/** What a model was asked: a host that failed is looked at now and then too. */
const chats = () => desk.host.requests.filter(({ path }) => path === '/api/chat');

const OLD = '# Artikel 1\n\nDe vergunning kost 50 euro per jaar.\n\n# Artikel 2\n\nBetalen kan per maand.\n\n# Artikel 3\n\nWie te laat betaalt krijgt een boete.\n';
const NEW = '# Artikel 1\n\nDe vergunning kost 65 euro per jaar.\n\n# Artikel 2\n\nBetalen kan per maand.\n\n# Artikel 4\n\nDeze regeling heet de Parkeerregeling.\n';

describe('two versions', () => {
  test('are compared: the same needs no model, what changed is described, both sides are cited', async () => {
    const { id, ids: [before, after] } = await withFiles(noor, { 'oud.md': OLD, 'nieuw.md': NEW });
    const seen = chats().length;
    desk.host.setScript(reply('De prijs gaat van 50 naar 65 euro per jaar.'));
    const done = (await (await work(id, { kind: 'compare', before, after })).json()) as Work;
    expect(chats().length - seen).toBe(1);
    expect(promptOf(chats().at(-1) as RecordedRequest)).not.toContain('Betalen kan per maand');
    expect(done.answer).toMatch(/3 verschillen; 1 alinea is gelijk/);
    expect(done.answer).toMatch(/\*\*Artikel 1\*\*: gewijzigd\. De prijs gaat van 50 naar 65 euro per jaar\. \[1\] \[2\]/);
    expect(done.answer).toMatch(/\*\*Artikel 4\*\*: nieuw \(letterlijk\)\. Deze regeling heet/);
    expect(done.answer).toMatch(/\*\*Artikel 3\*\*: vervallen \(letterlijk\)\. Wie te laat/);
    expect(done.sources.slice(0, 2).map(({ title }) => title)).toEqual(['oud.md', 'nieuw.md']);
    // A number that stands in neither version.
    desk.host.setScript(reply('De prijs gaat van 50 naar 70 euro per jaar.'));
    const wrong = (await (await work(id, { kind: 'compare', before, after })).json()) as Work;
    expect(wrong.answer).not.toContain('70');
    expect(wrong.answer).toContain('“50” wordt “65”');
    const same = (await (await work(id, { kind: 'compare', before, after: before })).json()) as Work;
    expect(same).toMatchObject({ outcome: 'answered', sources: [] });
    expect(same.answer).toContain('is gelijk');
    expect(same).not.toHaveProperty('generatedBy');
  });
});

describe('a table', () => {
  test('is taken out of a file by the columns that are given, and saved without formulas', async () => {
    const { id, ids: [file] } = await withFiles(noor, { 'tarieven.txt': 'Een paspoort kost 86 euro.\n\nEen rijbewijs kost 51 euro.\n\n=cmd() kost 1 euro. Bel 0612345678 voor Jan.' });
    desk.host.setScript(({ body }) => {
      // What the policy for employees keeps out of models stays out.
      expect(body.messages?.at(-1)?.content).not.toContain('0612345678');
      return reply('Product | Prijs | Waar\npaspoort | 86 euro | [stuk 1]\n=cmd() | 1 euro | [stuk 1]\nrijbewijs | 51 euro | [stuk 9]');
    });
    const done = (await (await work(id, { kind: 'table', file, columns: ['Product', 'Prijs'] })).json()) as Work;
    expect(done.answer).toMatch(/2 rijen[\s\S]*Product: paspoort; Prijs: 86 euro \[1\][\s\S]*Weggelaten: 1 regel/);
    const csv = await noor.get(`/werk/gesprekken/${id}/documenten/${done.id}/tabel.csv`);
    expect(csv.headers.get('Content-Type')).toContain('text/csv');
    expect(await csv.text()).toBe("Product;Prijs;Plaats;Letterlijk\r\npaspoort;86 euro;1;ja\r\n'=cmd();1 euro;1;ja\r\n");
    const other = await colleague(desk, ['medewerkers'], 'Sam Bos');
    expect((await other.get(`/werk/gesprekken/${id}/documenten/${done.id}/tabel.csv`)).status).toBe(404);
    expect((await other.get(`/werk/gesprekken/${id}/documenten/${done.id}`)).status).toBe(404);
    const page = await (await noor.get(`/werk/gesprekken/${id}/documenten/${done.id}`)).text();
    expect(page).toMatch(/<td>paspoort<\/td><td>86 euro<\/td><td>1<\/td><td>ja<\/td>/);
  });
});

describe('a file of Word, which has no pages', () => {
  const heading = (level: number, words: string) => `<w:p><w:pPr><w:pStyle w:val="Heading${level}"/></w:pPr><w:r><w:t>${words}</w:t></w:r></w:p>`;
  const paragraph = (words: string) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
  const nota = makeDocx([heading(1, 'Kosten'), heading(2, 'Leges'), paragraph('Een paspoort kost 86 euro.'), heading(1, '=Slot'), paragraph('De regeling geldt voor alle wijken van de stad.')].join('')) as Uint8Array<ArrayBuffer>;

  test('is cited by its headings: on screen, in a spreadsheet and in what is saved', async () => {
    const { id, ids: [file] } = await withFiles(noor, { 'nota.docx': nota });
    desk.host.setScript(reply('paspoort | 86 euro | [stuk 1]\nregeling | alle wijken | [stuk 2]'));
    const table = (await (await work(id, { kind: 'table', file, columns: ['Wat', 'Hoeveel'] })).json()) as Work;
    expect(await (await noor.get(`/werk/gesprekken/${id}/documenten/${table.id}/tabel.csv`)).text()).toContain("paspoort;86 euro;Kosten › Leges;ja\r\nregeling;alle wijken;'=Slot;ja\r\n");
    expect(await (await noor.get(`/werk/gesprekken/${id}/documenten/${table.id}`)).text()).toMatch(/<td>86 euro<\/td><td>Kosten › Leges<\/td>/);
    desk.host.setScript(reply('- Een paspoort kost 86 euro [stuk 1]\n- De regeling geldt voor alle wijken [stuk 2]'));
    const summary = (await (await work(id, { kind: 'summarise', file })).json()) as Work;
    expect(summary.answer).toContain('Gelezen: het hele bestand, ‘Kosten › Leges’ tot en met ‘=Slot’.');
    const saved = await (await noor.get(`/api/v1/work/conversations/${id}/export?format=md`)).text();
    expect(saved).toContain(String.raw`nota.docx \> Kosten \> Leges`);
    expect(saved).not.toMatch(/stuk \d/);
  });
});

describe('without a script', () => {
  test('a form begins the work, which goes on by itself; its page says how far it is, and what came of it', async () => {
    const { id, ids: [file = ''] } = await withFiles(noor, { 'plan.txt': 'Het plan gaat over parkeren bij het station en over fietsers.' });
    desk.host.setScript([text('- Het plan gaat'), silence()]);
    const begun = await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'summarise', assistant: 'collega', file, from: '', to: '' });
    expect(begun.status).toBe(303);
    const page = begun.headers.get('Location') ?? '';
    expect(page).toMatch(new RegExp(`^/werk/gesprekken/${id}/documenten/[0-9a-f-]{36}$`));
    expect(await (await noor.get(page)).text()).toMatch(/Stap 0 van 1 is klaar[\s\S]*<progress/);
    expect((await noor.post(`${page}/stoppen`, {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await noor.post(`${page}/stoppen`)).status).toBe(303);
    await desk.host.lastChat()?.cancelled;
    desk.host.setScript(reply('- Het plan gaat over parkeren bij het station [stuk 1]'));
    let next = '';
    // The first gives its place back as soon as its end is kept.
    await expect.poll(async () => {
      const again = await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'summarise', assistant: 'collega', file });
      next = again.headers.get('Location') ?? '';
      return again.status;
    }).toBe(303);
    await expect.poll(async () => (await noor.get(next)).text()).toMatch(/Wat eruit kwam[\s\S]*Het plan gaat over parkeren bij het station/);
    expect(await (await noor.get(`/werk/gesprekken/${id}/documenten`)).text()).toMatch(/Vat samen: plan\.txt[\s\S]*gestopt|gestopt[\s\S]*Vat samen: plan\.txt/);
  });

  test('says what is wrong with what was filled in, and begins nothing', async () => {
    const { id, ids: [file = ''] } = await withFiles(noor, { 'plan.txt': 'Het plan gaat over parkeren.' });
    const wrong = await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'table', assistant: 'collega', file, columns: '', from: '9', to: 'x' });
    expect(wrong.status).toBe(400);
    const page = await wrong.text();
    expect(page).toMatch(/Er is niets begonnen[\s\S]*Bladzijden: [\s\S]*Kolommen: ten minste één/);
    expect((await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'table', assistant: 'loket', file, columns: 'a' })).status).toBe(404);
    expect(await desk.db.query('SELECT 1 FROM chat_works WHERE conversation_id = $1', [id])).toEqual([]);
  });
});

describe('in a conversation that has begun', () => {
  test('the work is its assistant’s: no other is offered or taken, and what is refused leaves nothing', async () => {
    const fien = await colleague(desk, ['medewerkers', 'publieksbalie'], 'Fien Bakker');
    desk.host.setScript(reply('Een paspoort kost € 86,20 [1].'));
    const begun = await fien.send('POST', '/api/v1/work/turns', { assistant: 'loket', question: 'Wat kost een paspoort?' }, { 'Sec-Fetch-Site': 'same-origin' });
    const [, id = ''] = /"conversationId":"([0-9a-f-]{36})"/.exec(await begun.text()) ?? [];
    expect((await addFile(fien, id, 'plan.txt', 'Het plan gaat over parkeren bij het station.')).status).toBe(201);
    const [read] = await readFiles(fien, id);
    const file = read?.id ?? '';
    const page = await (await fien.get(`/werk/gesprekken/${id}/documenten`)).text();
    expect(page).toContain('<input type="hidden" name="assistant" value="loket">');
    expect(page).not.toContain('value="collega"');
    const refused = await fien.post(`/werk/gesprekken/${id}/documenten`, { kind: 'summarise', assistant: 'collega', file });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('Dit gesprek is met een andere assistent.');
    expect(await (await askForWork(fien, id, { kind: 'summarise', file })).json()).toMatchObject({ status: 409, code: 'document-work-assistant' });
    expect(await desk.db.query('SELECT 1 FROM chat_works WHERE conversation_id = $1', [id])).toEqual([]);
    desk.host.setScript(reply('- Het plan gaat over parkeren bij het station [stuk 1]'));
    expect(await (await askForWork(fien, id, { assistant: 'loket', kind: 'summarise', file })).json()).toMatchObject({ outcome: 'answered' });
    // Whoever may not use that assistant any more is told so, and is offered none.
    await desk.db.query(`UPDATE people SET claimed = ARRAY['medewerkers'] WHERE id = $1`, [fien.id]);
    const later = await (await fien.get(`/werk/gesprekken/${id}/documenten`)).text();
    expect(later).toContain('u kunt de assistent ervan niet gebruiken');
    expect(later).not.toContain('Vat samen</button>');
  });

  test('work that runs is shown as running in it, with the page that says how far it is; and is in what is saved', async () => {
    const { id, ids: [file = ''] } = await withFiles(noor, { 'plan.txt': 'Het plan gaat over parkeren bij het station.' });
    desk.host.setScript(reply('- Het plan gaat over parkeren bij het station [stuk 1]'));
    await work(id, { kind: 'summarise', file });
    desk.host.setScript([text('- Het plan gaat'), silence()]);
    const begun = await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'table', assistant: 'collega', file, columns: 'Wat' });
    const page = begun.headers.get('Location') ?? '';
    const talk = await (await noor.get(`/werk/gesprekken/${id}`)).text();
    expect(talk).toContain('Wordt nog beantwoord. Ververs de pagina om te zien hoe het staat.');
    expect(talk).toContain(`href="${page}"`);
    expect(talk).not.toContain('onderbroken');
    expect(await (await noor.get(`/api/v1/work/conversations/${id}/export?format=md`)).text()).toContain('Deze vraag werd nog beantwoord toen dit bestand werd gemaakt.');
    await noor.post(`${page}/stoppen`);
    await desk.host.lastChat()?.cancelled;
    await expect.poll(async () => (await noor.get(`/werk/gesprekken/${id}`)).text(), { timeout: 20_000 }).toContain('onderbroken');
  });

  test('work that is not recorded yet is begun, and was not erased', async () => {
    const { id } = await withFiles(noor, { 'plan.txt': 'Het plan gaat over parkeren.' });
    await desk.db.query('INSERT INTO chat_works (id, conversation_id, started_at, seen_at, total) VALUES ($1, $2, now(), now(), 1)', [randomUUID(), id]);
    const page = await (await noor.get(`/werk/gesprekken/${id}/documenten`)).text();
    expect(page).toContain('Wordt begonnen');
    expect(page).not.toContain('Dit is gewist.');
  });
});

test('is over only when what came of it is kept: who looks then finds it', async () => {
  const { id, ids: [file] } = await withFiles(noor, { 'plan.txt': 'Het plan gaat over parkeren bij het station.' });
  await desk.db.query(`CREATE FUNCTION refuse_early() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM turns WHERE id = NEW.id AND ended_at IS NULL) THEN RAISE 'nothing is kept yet'; END IF; RETURN NEW; END $$`);
  await desk.db.query('CREATE TRIGGER refuse_early BEFORE UPDATE OF ended_at ON chat_works FOR EACH ROW EXECUTE FUNCTION refuse_early()');
  try {
    desk.host.setScript(reply('- Het plan gaat over parkeren bij het station [stuk 1]'));
    const done = (await (await work(id, { kind: 'summarise', file })).json()) as Work;
    const { works } = (await (await noor.get(workApi(id))).json()) as { works: unknown[] };
    expect(works).toMatchObject([{ id: done.id, isRunning: false, outcome: 'answered' }]);
  } finally {
    await desk.db.query('DROP FUNCTION refuse_early CASCADE');
  }
});

test.each([
  ['a task that is none', { kind: 'dans' }],
  ['too many columns', { kind: 'table', file: randomUUID(), columns: Array.from({ length: 13 }, () => 'k') }],
  ['a column with a mark of a table', { kind: 'table', file: randomUUID(), columns: ['a|b'] }],
  ['pages that go back', { kind: 'summarise', file: randomUUID(), pages: { from: 3, to: 2 } }],
])('is refused: %s', async (_, body) => {
  const answer = await work(randomUUID(), body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'input-invalid' });
});
