import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordedRequest, reply, silence, drop, text } from '../support/ollama-host/index.ts';
import { addFile, readFiles } from '../support/chat-files.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { readEvents } from '../support/events.ts';

const AVG = fileURLToPath(new URL('../../../shared/data/documents/pdf/avg-verordening.pdf', import.meta.url));

let desk: TestDesk;
let noor: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS, withWorkers: true });
  noor = await colleague(desk);
});
afterAll(() => desk.close());

interface Work {
  readonly id: string;
  readonly outcome: string;
  readonly answer: string;
  readonly sources: readonly { readonly title: string; readonly url: string; readonly page?: number; readonly quote: string }[];
  readonly generatedBy?: { readonly model?: string };
}

const workApi = (id: string) => `/api/v1/work/conversations/${id}/documents-work`;
const work = (id: string, body: Record<string, unknown>, headers: Record<string, string> = {}) => noor.send('POST', workApi(id), { assistant: 'collega', ...body }, { 'Sec-Fetch-Site': 'same-origin', ...headers });
const promptOf = ({ body }: RecordedRequest) => body.messages?.at(-1)?.content ?? '';
/** What a model was asked: a host that failed is looked at now and then too. */
const chats = () => desk.host.requests.filter(({ path }) => path === '/api/chat');
const isPiece = (prompt: string) => prompt.includes('Dit is een stuk van het document');

/** What a model says that does as it is told: of a piece the beginning of its first pages, of summaries the first lines. */
function obedient(request: RecordedRequest) {
  const prompt = promptOf(request);
  if (!isPiece(prompt)) return reply([...prompt.matchAll(/^- .*\[p\. \d+\].*$/gm)].map(([line]) => line).slice(0, 12).join('\n'));
  const pages = [...prompt.matchAll(/^\[(?<page>p\. \d+)\]\n(?:## .*\n)?(?<said>.{20,})$/gm)].slice(0, 3);
  return reply(pages.map(({ groups }) => `- ${groups?.['said']?.split(' ').slice(0, 9).join(' ')} [${groups?.['page']}]`).join('\n'));
}

async function withFiles(files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): Promise<{ id: string; ids: string[] }> {
  const id = randomUUID();
  for (const [name, bytes] of Object.entries(files)) expect((await addFile(noor, id, name, bytes)).status).toBe(201);
  const read = await readFiles(noor, id, 200_000);
  expect(read.map(({ state }) => state)).toEqual(read.map(() => 'ready'));
  return { id, ids: Object.keys(files).map((name) => read.find((file) => file.name === name)?.id ?? '') };
}

const OLD = '# Artikel 1\n\nDe vergunning kost 50 euro per jaar.\n\n# Artikel 2\n\nBetalen kan per maand.\n\n# Artikel 3\n\nWie te laat betaalt krijgt een boete.\n';
const NEW = '# Artikel 1\n\nDe vergunning kost 65 euro per jaar.\n\n# Artikel 2\n\nBetalen kan per maand.\n\n# Artikel 4\n\nDeze regeling heet de Parkeerregeling.\n';

describe.skipIf(!existsSync(AVG))('the whole regulation on personal data, 88 pages', () => {
  let id: string;
  let file: string;
  beforeAll(async () => {
    const made = await withFiles({ 'avg.pdf': new Uint8Array(readFileSync(AVG)) });
    [id, file] = [made.id, made.ids[0] ?? ''];
  }, 240_000);

  test('is summarised in pieces: estimate, progress, and pages that exist and say so', async () => {
    desk.host.setScript(obedient);
    const estimate = (await (await noor.send('POST', `${workApi(id)}/estimate`, { kind: 'summarise', assistant: 'collega', file })).json()) as { calls: number; isWhole: boolean; all: object };
    expect(estimate).toMatchObject({ isWhole: true, hasPages: true, read: { from: 1, to: 88 }, all: { from: 1, to: 88 } });
    expect(estimate.calls).toBeGreaterThan(10);
    const events = await readEvents(await work(id, { kind: 'summarise', file }, { Accept: 'text/event-stream' }));
    const progress = events.filter(({ event }) => event === 'status').map(({ data }) => data);
    expect(progress[0]).toMatchObject({ phase: 'reading', conversationId: id, done: 0, total: estimate.calls });
    expect(progress.at(-1)).toMatchObject({ done: estimate.calls, total: estimate.calls });
    expect(progress.map(({ done }) => Number(done))).toEqual(progress.map(({ done }) => Number(done)).toSorted((a, b) => a - b));
    const done = events.at(-1)?.data as unknown as Work;
    expect(done).toMatchObject({ outcome: 'answered', generatedBy: { model: 'chat' } });
    expect(done.answer).toContain('Gelezen: het hele bestand, p. 1 tot en met 88.');
    expect(done.sources.length).toBeGreaterThan(5);
    for (const { page, url, quote } of done.sources) {
      expect(page).toBeGreaterThanOrEqual(1);
      expect(page).toBeLessThanOrEqual(88);
      const shown = await (await noor.get(url.split('#')[0] ?? '')).text();
      expect(shown).toContain(`id="${url.split('#')[1]}"`);
      expect(quote.length).toBeGreaterThan(20);
    }
    // Every page went to the model; page 12 is in the prompt's own example too.
    const pieces = desk.host.requests.map(promptOf).filter(isPiece);
    expect(new Set(pieces.flatMap((prompt) => [...prompt.matchAll(/\[p\. (\d+)\]/g)].map(([, page]) => Number(page)).filter((page) => page !== 12 || prompt.includes('\n[p. 12]\n')))).size).toBe(88);
    const [kept] = await desk.desk.log.find([done.id]);
    expect(kept).toMatchObject({ outcome: 'answered', question: 'Vat samen: avg.pdf', end: { details: { work: { kind: 'summarise', dropped: 0, unread: [] }, made: { model: { model: 'chat' }, prompts: [{ name: 'document-piece' }, { name: 'document-merge' }] } } } });
    const [entry] = await desk.db.query<{ facts: Record<string, unknown>; person: string }>(`SELECT e.body::jsonb -> 'facts' AS facts, t.person_id AS person FROM audit_entries e JOIN turns t ON t.id = e.turn_id WHERE t.id = $1 AND e.kind = 'turn.ended'`, [done.id]);
    expect(entry?.person).toBe(noor.id);
    expect(entry?.facts).toMatchObject({ model: 'chat', outcome: 'answered' });
    expect(Number(entry?.facts['promptTokens'])).toBeGreaterThan(10_000);
  }, 120_000);

  test('is cut off at the host when it is cancelled, from another request, and kept as interrupted', async () => {
    let pieces = 0;
    desk.host.setScript((request) => (isPiece(promptOf(request)) && (pieces += 1) > 3 ? [text('- Een begin'), silence()] : obedient(request)));
    const answer = await work(id, { kind: 'summarise', file }, { Accept: 'text/event-stream' });
    const hanging = async () => {
      for (;;) {
        const request = desk.host.requests.filter((one) => isPiece(promptOf(one))).at(-1);
        if (pieces > 3 && request !== undefined && request.linesSent > 0 && request.endedAs === undefined) return request;
        await sleep(20);
      }
    };
    const request = await hanging();
    const listed = (await (await noor.get(workApi(id))).json()) as { works: { id: string; isRunning: boolean }[] };
    const running = listed.works.find(({ isRunning }) => isRunning);
    const second = await work(id, { kind: 'summarise', file });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ code: 'document-work-running' });
    const other = await colleague(desk, ['medewerkers'], 'Sam Bos');
    expect((await other.send('DELETE', `${workApi(id)}/${running?.id}`)).status).toBe(404);
    expect((await noor.send('DELETE', `${workApi(id)}/${running?.id}`)).status).toBe(204);
    await request.cancelled;
    const events = await readEvents(answer);
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { outcome: 'interrupted', answer: '' } });
    expect((await desk.desk.log.find([running?.id ?? '']))[0]).toMatchObject({ outcome: 'interrupted' });
    const after = (await (await noor.get(workApi(id))).json()) as typeof listed;
    expect(after.works.filter(({ isRunning }) => isRunning)).toEqual([]);
  }, 60_000);

  test('is cut off too when its reader leaves', async () => {
    desk.host.setScript(() => [text('- Een begin'), silence()]);
    const leave = new AbortController();
    const seen = desk.host.requests.length;
    const left = fetch(desk.url + workApi(id), { method: 'POST', signal: leave.signal, headers: { Cookie: noor.cookie, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' }, body: JSON.stringify({ assistant: 'collega', kind: 'summarise', file }) });
    while (desk.host.requests.length === seen) await sleep(20);
    const request = desk.host.requests.at(-1);
    leave.abort();
    await expect(left).rejects.toThrow();
    await request?.cancelled;
  }, 60_000);

  test('is read on past a host that breaks off, and leaves out what a piece says of a page that is not its own', async () => {
    let pieces = 0;
    desk.host.setScript((request) => {
      if (!isPiece(promptOf(request))) return obedient(request);
      pieces += 1;
      if (pieces === 2) return [text('- Half'), drop()];
      return pieces === 4 ? reply('- De verordening gaat over persoonsgegevens van mensen [p. 4444]') : obedient(request);
    });
    const done = (await (await work(id, { kind: 'summarise', file })).json()) as Work;
    expect(done.outcome).toBe('answered');
    expect(done.answer).toContain('Gelezen: het hele bestand');
    expect(done.answer).toContain('Weggelaten: 1 regel van het model');
    expect(done.answer).not.toContain('4444');
  }, 120_000);

  test('fails with the fault of the host when that is gone, without trying for ever', async () => {
    const seen = desk.host.requests.length;
    desk.host.setScript(() => [drop('reset')]);
    const answer = await work(id, { kind: 'summarise', file });
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(((await answer.json()) as { code: string }).code).toMatch(/^model-/);
    expect(desk.host.requests.length - seen).toBeLessThan(30);
  }, 120_000);

  test('is read in part when only some pages are asked for, and says so', async () => {
    desk.host.setScript(obedient);
    const done = (await (await work(id, { kind: 'summarise', file, pages: { from: 40, to: 44 } })).json()) as Work;
    expect(done.answer).toContain('Gelezen: p. 40 tot en met 44, van p. 1 tot en met 88.');
    expect(done.sources.map(({ page = 0 }) => page).filter((page) => page < 40 || page > 44)).toEqual([]);
    const none = await work(id, { kind: 'summarise', file, pages: { from: 200, to: 201 } });
    expect(await none.json()).toMatchObject({ code: 'document-work-empty' });
  }, 60_000);
});

describe('two versions', () => {
  test('are compared: the same needs no model, what changed is described, both sides are cited', async () => {
    const { id, ids: [before, after] } = await withFiles({ 'oud.md': OLD, 'nieuw.md': NEW });
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
    const { id, ids: [file] } = await withFiles({ 'tarieven.txt': 'Een paspoort kost 86 euro.\n\nEen rijbewijs kost 51 euro.\n\n=cmd() kost 1 euro. Bel 0612345678 voor Jan.' });
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

describe('without a script', () => {
  test('a form begins the work, which goes on by itself; its page says how far it is, and what came of it', async () => {
    const { id, ids: [file = ''] } = await withFiles({ 'plan.txt': 'Het plan gaat over parkeren bij het station en over fietsers.' });
    desk.host.setScript([text('- Het plan gaat'), silence()]);
    const begun = await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'summarise', assistant: 'collega', file, from: '', to: '' });
    expect(begun.status).toBe(303);
    const page = begun.headers.get('Location') ?? '';
    expect(page).toMatch(new RegExp(`^/werk/gesprekken/${id}/documenten/[0-9a-f-]{36}$`));
    expect(await (await noor.get(page)).text()).toMatch(/Stap 0 van 1 is klaar[\s\S]*<progress/);
    expect((await noor.post(`${page}/stoppen`, {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await noor.post(`${page}/stoppen`)).status).toBe(303);
    await desk.host.requests.at(-1)?.cancelled;
    desk.host.setScript(reply('- Het plan gaat over parkeren bij het station [stuk 1]'));
    let again = await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'summarise', assistant: 'collega', file });
    // The first gives its place back as soon as its end is kept.
    for (let tries = 0; again.status === 409 && tries < 50; tries += 1) {
      await sleep(50);
      again = await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'summarise', assistant: 'collega', file });
    }
    expect(again.status).toBe(303);
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await (await noor.get(again.headers.get('Location') ?? '')).text()).includes('parkeren bij het station')) break;
      await sleep(50);
    }
    const result = await (await noor.get(again.headers.get('Location') ?? '')).text();
    expect(result).toMatch(/Wat eruit kwam[\s\S]*Het plan gaat over parkeren bij het station/);
    expect(await (await noor.get(`/werk/gesprekken/${id}/documenten`)).text()).toMatch(/Vat samen: plan\.txt[\s\S]*gestopt|gestopt[\s\S]*Vat samen: plan\.txt/);
  });

  test('says what is wrong with what was filled in, and begins nothing', async () => {
    const { id, ids: [file = ''] } = await withFiles({ 'plan.txt': 'Het plan gaat over parkeren.' });
    const wrong = await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'table', assistant: 'collega', file, columns: '', from: '9', to: 'x' });
    expect(wrong.status).toBe(400);
    const page = await wrong.text();
    expect(page).toMatch(/Er is niets begonnen[\s\S]*Bladzijden: [\s\S]*Kolommen: ten minste één/);
    expect((await noor.post(`/werk/gesprekken/${id}/documenten`, { kind: 'table', assistant: 'loket', file, columns: 'a' })).status).toBe(404);
    expect(await desk.db.query('SELECT 1 FROM chat_works WHERE conversation_id = $1', [id])).toEqual([]);
  });
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
