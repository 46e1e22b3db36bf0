import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingestPath } from '../../ingest/sync.ts';
import { listPending } from '../../src/jobs/manage.ts';
import { listDocuments, removeDocument } from '../../src/knowledge/documents/documents.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Client, client, expectProblem, file, form, MARKDOWN, pathOf, refusal, until } from './push-support.ts';

let desk: TestDesk;
let cms: Client;
beforeAll(async () => {
  desk = await startTestDesk({ withWorkers: true });
  cms = await client(desk);
});
afterAll(() => desk.close());

const put = (sourceId: string, body: RequestInit['body'], headers: Record<string, string> = MARKDOWN) => cms.send('PUT', pathOf(sourceId), { body: body ?? null, headers });
const stored = async (sourceId: string) => (await listDocuments(desk.db, 'producten')).find((document) => document.sourceId === sourceId);
const inUse = (sourceId: string, facts: object = {}) => until(async () => expect(await stored(sourceId)).toMatchObject({ sourceId, ...facts }));

describe('PUT /collections/{collection}/documents/{sourceId}', () => {
  test('makes a document of it, once; and a new one when it changed; DELETE takes it away', async () => {
    const sourceId = 'burgerzaken/50% korting & zo.md';
    const first = await put(sourceId, '# Trouwen\n\nTrouwen kost € 500.');
    expect(first.status).toBe(202);
    expect(first.headers.get('API-Version')).toBe('1.0.0');
    expect(await first.json()).toMatchObject({ state: 'waiting', id: expect.any(String) });
    const location = first.headers.get('Location') ?? '';
    expect(location).toBe(`/api/v1${pathOf(sourceId)}`);
    await inUse(sourceId, { source: 'push', title: 'Trouwen', passages: 1 });
    expect(await (await cms.send('GET', location.replace('/api/v1', ''))).json()).toMatchObject({ sourceId, state: 'in-use', inUse: { title: 'Trouwen' } });

    const again = await put(sourceId, '# Trouwen\n\nTrouwen kost € 500.');
    expect([again.status, await again.json()]).toEqual([200, { state: 'unchanged' }]);
    expect(await listPending(desk.db)).toEqual([]);

    expect((await put(sourceId, '# Scheiden\n\nScheiden kost € 900.')).status).toBe(202);
    await inUse(sourceId, { title: 'Scheiden' });

    expect((await cms.send('DELETE', pathOf(sourceId))).status).toBe(204);
    expect(await stored(sourceId)).toBeUndefined();
    await expectProblem(await cms.send('DELETE', pathOf(sourceId)), 404, 'document-unknown');
    await expectProblem(await cms.send('GET', pathOf(sourceId)), 404, 'document-unknown');
  });

  test('leaves alone what comes from the folder of the collection', async () => {
    await expectProblem(await put('paspoort.md', '# Paspoort\n\nGratis.'), 409, 'document-elsewhere');
    expect(await stored('paspoort.md')).toMatchObject({ source: 'folder' });
    expect(await listPending(desk.db)).toEqual([]);
  });

  test('what was taken out of a folder stays out until it is taken back, and goes from the list when its file has been gone for a month', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'balie-map-'));
    const names = ['oud.md', 'nieuw.md'];
    for (const name of names) await writeFile(join(folder, name), `# Over ${name}\n\nDit staat in ${name}.`);
    const read = () => ingestPath(desk.db, { path: folder, documentsRoot: folder, collection: 'producten', removeMissing: false });
    const withdrawn = async () => ((await (await cms.send('GET', '/jobs?state=withdrawn')).json()) as { jobs: { id: string; sourceId: string; fault: { code: string } }[] }).jobs;
    await read();
    expect((await cms.send('DELETE', pathOf('oud.md'))).status).toBe(204);
    expect((await cms.send('DELETE', pathOf('oud.md'))).status).toBe(404);
    await writeFile(join(folder, 'oud.md'), '# Anders\n\nDit is veranderd.');
    expect(await read()).toMatchObject({ new: 0, changed: 0, unchanged: 2, failed: [] });
    expect(await stored('oud.md')).toBeUndefined();
    await expectProblem(await put('oud.md', '# Van elders'), 409, 'document-withdrawn');
    const [job] = await withdrawn();
    expect(job).toMatchObject({ sourceId: 'oud.md', fault: { code: 'document-withdrawn' } });
    expect(await (await cms.send('GET', pathOf('oud.md'))).json()).toMatchObject({ state: 'withdrawn' });
    await expectProblem(await cms.send('DELETE', `/jobs/${job?.id}`), 409, 'document-withdrawn');
    expect(await withdrawn()).toHaveLength(1);
    expect((await cms.send('POST', `/jobs/${job?.id}/retry`)).status).toBe(202);
    expect(await read()).toMatchObject({ new: 1, unchanged: 1 });
    await cms.send('DELETE', pathOf('oud.md'));
    await rm(join(folder, 'oud.md'));
    await desk.db.query(`UPDATE deliveries SET delivered_at = now() - interval '31 days' WHERE state = 'withdrawn'`);
    await read();
    expect(await withdrawn()).toEqual([]);
    await rm(folder, { recursive: true });
    await removeDocument(desk.db, 'producten', 'nieuw.md');
  });

  test('knows the kind of text by its type when the source id is only a number', async () => {
    expect((await put('zaken/12345', '# Besluit\n\nHet besluit.', { 'Content-Type': 'Text/Markdown; charset=utf-8' })).status).toBe(202);
    expect((await put('zaken/v1.2', '<html><body><h1>Nota</h1><p>De nota.</p></body></html>', { 'Content-Type': 'text/html' })).status).toBe(202);
    await inUse('zaken/12345', { title: 'Besluit', mediaType: 'text/markdown' });
    await inUse('zaken/v1.2', { title: 'Nota', mediaType: 'text/html' });
  });

  test('takes a form with metadata, which go before those of the file', async () => {
    const metadata = JSON.stringify({ title: 'Andere titel', url: 'https://www.lindewaarde.example/brief', owner: 'Team', validUntil: '2099-12-31', reviewBy: '' });
    const data = () => form({ file: file('---\ntitle: Eigen titel\n---\n\nTekst van de brief.'), metadata });
    expect((await put('brief', data(), {})).status).toBe(202);
    await inUse('brief', { title: 'Andere titel', url: 'https://www.lindewaarde.example/brief', owner: 'Team', validUntil: '2099-12-31', reviewBy: null });
    expect((await put('brief', data(), {})).status).toBe(200);
    expect((await put('brief', form({ file: file('---\ntitle: Eigen titel\n---\n\nTekst van de brief.') }), {})).status).toBe(202);
    await inUse('brief', { title: 'Eigen titel' });
  });

  test('changes only the metadata of the same content: at once, without reading it again', async () => {
    const facts = async () => (await desk.db.query<{ id: number; text: string }>(`SELECT p.id, p.text FROM passages p JOIN documents d ON d.id = p.document_id WHERE d.source_id = 'meta.md'`)).map(({ id }) => id);
    const text = '---\nowner: Team Eigen\nreviewBy: 2098-01-01\n---\n\nTekst met metadata.';
    const send = (metadata: object, content = text) => put('meta.md', form({ file: file(content), metadata: JSON.stringify(metadata) }), {});
    expect((await send({ title: 'Titel', validUntil: '2097-12-31' })).status).toBe(202);
    await inUse('meta.md', { title: 'Titel', owner: 'Team Eigen', validUntil: '2097-12-31' });
    const before = await facts();

    const again = await send({ validUntil: '2099-12-31', url: 'https://www.lindewaarde.example/meta', title: 'Titel' });
    expect([again.status, await again.json()]).toEqual([200, { state: 'changed' }]);
    expect(await stored('meta.md')).toMatchObject({ title: 'Titel', owner: 'Team Eigen', reviewBy: '2098-01-01', validUntil: '2099-12-31', url: 'https://www.lindewaarde.example/meta' });
    expect(await facts()).toEqual(before);
    expect(await (await send({ title: 'Titel', url: 'https://www.lindewaarde.example/meta', validUntil: '2099-12-31' })).json()).toEqual({ state: 'unchanged' });
    expect(await listPending(desk.db, { collections: ['producten'] })).toEqual([]);
    const [event] = await desk.db.query(`SELECT outcome, title, passages FROM document_events WHERE source_id = 'meta.md' ORDER BY id DESC LIMIT 1`);
    expect(event).toEqual({ outcome: 'changed', title: 'Titel', passages: 1 });

    // What the document says itself counts again, which only reading it can tell.
    const more = { title: 'Titel', url: 'https://www.lindewaarde.example/meta', validUntil: '2099-12-31', owner: 'Team Push' };
    expect((await send(more)).status).toBe(200);
    expect(await stored('meta.md')).toMatchObject({ owner: 'Team Push' });
    expect((await send({ title: 'Titel' })).status).toBe(202);
    await inUse('meta.md', { owner: 'Team Eigen', validUntil: null, url: null });
    // So does another title, and so do other words, under the same metadata or not.
    expect((await send({ title: 'Andere titel' })).status).toBe(202);
    await inUse('meta.md', { title: 'Andere titel' });
    expect((await send({ title: 'Andere titel', owner: 'Team' }, 'Andere tekst.')).status).toBe(202);
    await inUse('meta.md', { title: 'Andere titel', owner: 'Team', reviewBy: null });
  });

  test('reads again what has come to contradict what was set by hand, and says so', async () => {
    const send = (metadata: object) => put('spreekt-tegen.md', form({ file: file(), metadata: JSON.stringify(metadata) }), {});
    await send({ owner: 'Team' });
    await inUse('spreekt-tegen.md', { owner: 'Team' });
    await cms.send('PATCH', pathOf('spreekt-tegen.md'), { body: '{"validFrom":"2026-06-01"}', headers: { 'Content-Type': 'application/json' } });
    expect((await send({ owner: 'Team', validUntil: '2026-01-01' })).status).toBe(202);
    await until(async () =>
      expect(await (await cms.send('GET', pathOf('spreekt-tegen.md'))).json()).toMatchObject({ state: 'failed', inUse: { validFrom: '2026-06-01', validUntil: null }, job: { fault: { code: 'document-metadata-invalid' } } }),
    );
    await cms.send('DELETE', pathOf('spreekt-tegen.md'));
  });

  test('reads an e-mail again for its metadata, which go to its attachments too', async () => {
    const mail = 'Received: from x\r\nFrom: a@b.example\r\nSubject: Bijlage\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nTekst van de mail.\r\n--x\r\nContent-Type: text/plain; name=bij.txt\r\nContent-Disposition: attachment; filename=bij.txt\r\n\r\nTekst van de bijlage.\r\n--x--\r\n';
    const send = (owner: string) => put('post.eml', form({ file: new Blob([mail], { type: 'message/rfc822' }), metadata: JSON.stringify({ owner }) }, 'post.eml'), {});
    await send('Team A');
    await inUse('post.eml/bij.txt', { owner: 'Team A' });
    expect((await send('Team B')).status).toBe(202);
    await inUse('post.eml/bij.txt', { owner: 'Team B' });
    await cms.send('DELETE', pathOf('post.eml'));
  });

  test('brings no second job when the same waits, and drops what waits when the old version is sent again', async () => {
    await put('wacht.md', 'Eerste versie.');
    await inUse('wacht.md');
    const bad = { 'Content-Type': 'application/pdf' };
    const failed = (await (await put('wacht.md', '%PDF-1.4 kapot', bad)).json()) as { id: string };
    await until(async () => expect(await (await cms.send('GET', pathOf('wacht.md'))).json()).toMatchObject({ state: 'failed' }));
    // As if its job had not been taken yet.
    await desk.db.query(`UPDATE deliveries SET state = 'waiting' WHERE id = $1`, [failed.id]);
    expect(await (await put('wacht.md', '%PDF-1.4 kapot', bad)).json()).toEqual({ id: failed.id, state: 'waiting' });
    expect(await listPending(desk.db, { collections: ['producten'] })).toHaveLength(1);
    expect(await (await put('wacht.md', 'Eerste versie.')).json()).toEqual({ state: 'unchanged' });
    expect(await listPending(desk.db, { collections: ['producten'] })).toEqual([]);
    expect(await stored('wacht.md')).toMatchObject({ passages: 1 });
  });

  test('shows what failed, with what can be done, while the old version stays in use', async () => {
    await put('stuk.md', 'Goede versie.');
    await inUse('stuk.md');
    await put('stuk.md', '%PDF-1.4 kapot', { 'Content-Type': 'application/pdf' });
    await until(async () =>
      expect(await (await cms.send('GET', pathOf('stuk.md'))).json()).toMatchObject({
        state: 'failed',
        inUse: { sourceId: 'stuk.md' },
        job: { attempts: 1, fault: { code: expect.stringMatching(/^document-/), message: expect.any(String), action: expect.any(String) } },
      }),
    );
    expect((await cms.send('DELETE', pathOf('stuk.md'))).status).toBe(204);
    expect(await listPending(desk.db, { collections: ['producten'] })).toEqual([]);
  });

  test.each([
    ["attachment; filename*=UTF-8''ver%2Fslag%0D%0AX-Evil%3A%201.md", 'slagX-Evil: 1.md'],
    ["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", 'passwd'],
    ["attachment; filename*=UTF-8''..", 'naam.pdf'],
    ['attachment; filename=nee.md', 'naam.pdf'],
  ])('keeps of the file name in %s only the name', async (disposition, fileName) => {
    await put('map/naam.pdf', '%PDF-1.4 kapot', { 'Content-Type': 'application/pdf', 'Content-Disposition': disposition });
    const get = await cms.send('GET', pathOf('map/naam.pdf'));
    expect(await get.json()).toMatchObject({ job: { fileName } });
    expect(get.headers.get('X-Evil')).toBeNull();
    expect((await cms.send('DELETE', pathOf('map/naam.pdf'))).status).toBe(204);
  });

  test('makes one job of the same that comes many times at once, and keeps the last of what differs', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => put('tegelijk.md', 'Dezelfde tekst.')));
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id?: string }).id));
    expect(new Set(ids.filter((id) => id !== undefined)).size).toBeLessThanOrEqual(2);
    for (const price of [1, 2, 3, 4, 5]) expect((await put('tegelijk.md', `Het kost € ${price}.`)).status).toBe(202);
    await inUse('tegelijk.md');
    await until(async () => expect(await (await cms.send('GET', pathOf('tegelijk.md'))).json()).toMatchObject({ state: 'in-use' }));
    expect((await put('tegelijk.md', 'Het kost € 5.')).status).toBe(200);
  });
});

describe('GET /collections/{collection}/documents', () => {
  const list = async (query: string) => (await (await cms.send('GET', `/collections/producten/documents${query}`)).json()) as { documents: { sourceId: string }[]; total: number };

  test('gives them by pages', async () => {
    const { documents: all, total } = await list('?pageSize=200');
    expect(all).toHaveLength(total);
    expect(all.find(({ sourceId }) => sourceId === 'paspoort.md')).toMatchObject({
      title: 'Paspoort aanvragen', url: 'https://www.lindewaarde.example/paspoort', validUntil: null, reviewBy: null, passages: 1, updatedAt: expect.stringMatching(/^2.*Z$/),
    });
    const second = await list('?page=2&pageSize=2');
    expect(second).toMatchObject({ page: 2, pageSize: 2, total });
    expect(second.documents.map(({ sourceId }) => sourceId)).toEqual(all.slice(2, 4).map(({ sourceId }) => sourceId));
    expect((await list('?page=999')).documents).toEqual([]);
    expect(all.map(({ sourceId }) => sourceId)).not.toContain('handboek.md');
  });

  test('gives those to be looked at', async () => {
    const due = (await list('?reviewDue=true&pageSize=200')).documents.map(({ sourceId }) => sourceId);
    expect(due).toContain('energietoeslag.md');
    expect(due).not.toContain('paspoort.md');
  });

  test.each(['?page=0', '?page=x', '?pageSize=201', '?reviewDue=ja'])('refuses %s', async (query) => {
    expect(await refusal(await cms.send('GET', `/collections/producten/documents${query}`))).toBe('400 input-invalid');
  });
});
