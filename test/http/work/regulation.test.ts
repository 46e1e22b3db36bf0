import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { askForWork, promptOf, type Work, withFiles, workApi } from '../../support/document-work.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { readEvents } from '../../support/events.ts';
import { drop, type RecordedRequest, reply, silence, text } from '../../support/ollama-host/index.ts';

const AVG = fileURLToPath(new URL('../../../../shared/data/documents/pdf/avg-verordening.pdf', import.meta.url));

let desk: TestDesk;
let noor: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS, withWorkers: true });
  noor = await colleague(desk);
});
afterAll(() => desk.close());

const work = (id: string, body: Record<string, unknown>, headers?: Record<string, string>) => askForWork(noor, id, body, headers);
const isPiece = (prompt: string) => prompt.includes('Dit is een stuk van het document');

/** What a model says that does as it is told: of a piece the beginning of its first pages, of summaries the first lines. */
function obedient(request: RecordedRequest) {
  const prompt = promptOf(request);
  if (!isPiece(prompt)) return reply([...prompt.matchAll(/^- .*\[p\. \d+\].*$/gm)].map(([line]) => line).slice(0, 12).join('\n'));
  const pages = [...prompt.matchAll(/^\[(?<page>p\. \d+)\]\n(?:## .*\n)?(?<said>.{20,})$/gm)].slice(0, 3);
  return reply(pages.map(({ groups }) => `- ${groups?.['said']?.split(' ').slice(0, 9).join(' ')} [${groups?.['page']}]`).join('\n'));
}

describe.skipIf(!existsSync(AVG))('the whole regulation on personal data, 88 pages', () => {
  let id: string;
  let file: string;
  beforeAll(async () => {
    const made = await withFiles(noor, { 'avg.pdf': new Uint8Array(readFileSync(AVG)) });
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
    const pieces = desk.host.calls.map(promptOf).filter(isPiece);
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
        const request = desk.host.calls.filter((one) => isPiece(promptOf(one))).at(-1);
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
    const seen = desk.host.lastChat();
    const left = fetch(desk.url + workApi(id), { method: 'POST', signal: leave.signal, headers: { Cookie: noor.cookie, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' }, body: JSON.stringify({ assistant: 'collega', kind: 'summarise', file }) });
    while (desk.host.lastChat() === seen) await sleep(20);
    const request = desk.host.lastChat();
    leave.abort();
    await expect(left).rejects.toThrow();
    await request?.cancelled;
    // The host hears it before the desk has ended its own: until then there is no other.
    await expect.poll(async () => ((await (await noor.get(workApi(id))).json()) as { works: { isRunning: boolean }[] }).works.filter(({ isRunning }) => isRunning)).toEqual([]);
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
    const seen = desk.host.calls.length;
    desk.host.setScript(() => [drop('reset')]);
    const answer = await work(id, { kind: 'summarise', file });
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(((await answer.json()) as { code: string }).code).toMatch(/^model-/);
    expect(desk.host.calls.length - seen).toBeLessThan(30);
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
