import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listPending } from '../../src/jobs/manage.ts';
import { listDocuments } from '../../src/knowledge/documents.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Client, client, expectProblem, pathOf, refusal, until } from './push-support.ts';

const MD = { 'Content-Type': 'text/markdown' };
let desk: TestDesk;
let cms: Client;
beforeAll(async () => {
  desk = await startTestDesk({ withWorkers: true });
  cms = await client(desk);
});
afterAll(() => desk.close());

const put = (sourceId: string, body: RequestInit['body'], headers: Record<string, string> = MD) => cms.send('PUT', pathOf(sourceId), { body: body ?? null, headers });
const stored = async (sourceId: string) => (await listDocuments(desk.db, 'producten')).find((document) => document.sourceId === sourceId);
const inUse = (sourceId: string, facts: object = {}) => until(async () => expect(await stored(sourceId)).toMatchObject({ sourceId, ...facts }));
const form = (parts: Record<string, string | Blob>, name = 'brief.md') => {
  const data = new FormData();
  for (const [key, value] of Object.entries(parts)) {
    if (typeof value === 'string') data.append(key, value);
    else data.append(key, value, name);
  }
  return data;
};
const file = (text = '# Brief\n\nEen brief met tekst.') => new Blob([text], { type: 'text/markdown' });

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
    await expectProblem(await cms.send('DELETE', pathOf(sourceId)), 404, 'source-unknown');
    await expectProblem(await cms.send('GET', pathOf(sourceId)), 404, 'source-unknown');
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

  test('brings no second job when the same waits, and drops what waits when the old version is sent again', async () => {
    await put('wacht.md', 'Eerste versie.');
    await inUse('wacht.md');
    const bad = { 'Content-Type': 'application/pdf' };
    const failed = (await (await put('wacht.md', '%PDF-1.4 kapot', bad)).json()) as { id: string };
    await until(async () => expect(await (await cms.send('GET', pathOf('wacht.md'))).json()).toMatchObject({ state: 'failed' }));
    // As if its job had not been taken yet.
    await desk.db.query(`UPDATE deliveries SET state = 'waiting' WHERE id = $1`, [failed.id]);
    expect(await (await put('wacht.md', '%PDF-1.4 kapot', bad)).json()).toEqual({ id: failed.id, state: 'waiting' });
    expect(await listPending(desk.db, { collection: 'producten' })).toHaveLength(1);
    expect(await (await put('wacht.md', 'Eerste versie.')).json()).toEqual({ state: 'unchanged' });
    expect(await listPending(desk.db, { collection: 'producten' })).toEqual([]);
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
    expect(await listPending(desk.db, { collection: 'producten' })).toEqual([]);
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

  test.each(['../geheim.md', 'a/../b.md', 'a/..', '/etc/passwd', 'a\\..\\b', 'a\nb', 'a\u0000b', 'x'.repeat(501)])('refuses the source id %j', async (sourceId) => {
    const { invalidParams } = await expectProblem(await put(sourceId, 'Tekst.'), 400, 'input-invalid');
    expect(invalidParams).toMatchObject([{ name: 'sourceId' }]);
  });

  test.each([
    ['{"validUntil":"2026-02-31","url":"javascript:alert(1)"}', ['metadata.url', 'metadata.validUntil']],
    ['{"validUtil":"2026-02-01","owner":5}', ['metadata.validUtil', 'metadata.owner']],
    ['{"title":"a\\u0000b"}', ['metadata.title']],
    ['{"title":', ['metadata']],
    ['[]', ['metadata']],
  ])('refuses the metadata %s and names the fields', async (metadata, names) => {
    const { invalidParams } = await expectProblem(await put('m.md', form({ file: file(), metadata }), {}), 400, 'input-invalid');
    expect((invalidParams as { name: string }[]).map(({ name }) => name)).toEqual(names);
    expect(await listPending(desk.db, { collection: 'producten' })).toEqual([]);
  });

  test('refuses broken forms, empty documents and file names that are no UTF-8', async () => {
    const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' };
    for (const body of ['geen onderdelen', '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf', '--x\r\n'.repeat(1000)]) {
      await expectProblem(await put('f.md', body, multipart), 400, 'upload-malformed');
    }
    await expectProblem(await put('f.md', 'x', { 'Content-Type': 'multipart/form-data' }), 400, 'upload-malformed');
    await expectProblem(await put('f.md', form({ metadata: '{}' }), {}), 400, 'upload-malformed');
    await expectProblem(await put('f.md', form({ file: file(), extra: 'x' }), {}), 400, 'upload-malformed');
    await expectProblem(await put('f.md', ''), 400, 'document-empty');
    await expectProblem(await put('f.md', 'x', { ...MD, 'Content-Disposition': "attachment; filename*=UTF-8''%FF" }), 400, 'input-invalid');
    expect((await put('binnenkort.md', form({ file: file('') }), {})).status).toBe(400);
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

  test('takes in nothing of an upload that breaks off', async () => {
    await new Promise<void>((resolve) => {
      const headers = { Authorization: `Bearer ${cms.token}`, 'Content-Type': 'text/markdown', 'Content-Length': '1000' };
      const sending = request(`${desk.url}/api/v1${pathOf('half.md')}`, { method: 'PUT', headers });
      sending.on('error', () => resolve());
      sending.write('Half', () => setTimeout(() => sending.destroy(new Error('left')), 100));
    });
    await until(async () => expect(desk.logged.at(-1)).toMatchObject({ method: 'PUT', status: 400 }));
    expect(await refusal(await cms.send('GET', pathOf('half.md')))).toBe('404 source-unknown');
  });

  /** Sends without an end, as long as it may; gives the status, or that the connection was cut. */
  const flood = (path: string, headers: Record<string, string>) =>
    new Promise<{ status: number | undefined; sent: number }>((resolve) => {
      const piece = Buffer.alloc(1024 * 1024);
      let sent = 0;
      const sending = request(`${desk.url}/api/v1${path}`, { method: 'PUT', headers: { Authorization: `Bearer ${cms.token}`, ...headers } });
      const end = (status?: number) => {
        resolve({ status, sent });
        sending.destroy();
      };
      const more = () => {
        while (!sending.destroyed && sent < 2_000 * piece.length) {
          sent += piece.length;
          if (!sending.write(piece)) return void sending.once('drain', more);
        }
      };
      sending.on('response', (response) => end(response.statusCode));
      sending.on('error', () => end());
      more();
    });

  test('ends an upload without an end with 413, having taken in little of it', async () => {
    const before = process.memoryUsage().rss;
    const { status, sent } = await flood(pathOf('groot.bin'), { 'Transfer-Encoding': 'chunked' });
    // A client that is still writing when the connection is closed may lose the answer; that it was given is in the log.
    expect([413, undefined]).toContain(status);
    await until(async () => expect(desk.logged.at(-1)).toMatchObject({ method: 'PUT', status: 413 }));
    expect(sent).toBeLessThan(200 * 1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  test('refuses at once what says that it is too large, and takes what is over 1 MB nowhere else', async () => {
    const { status, sent } = await flood(pathOf('groot.bin'), { 'Content-Length': String(2_000 * 1024 * 1024) });
    expect([413, undefined]).toContain(status);
    await until(async () => expect(desk.logged.at(-1)).toMatchObject({ method: 'PUT', status: 413 }));
    expect(sent).toBeLessThan(40 * 1024 * 1024);
    expect((await put('twee-mb.md', `Tekst.\n${' '.repeat(2_000_000)}`)).status).toBe(202);
    await inUse('twee-mb.md');
    const elsewhere = await cms.send('POST', '/assistants/loket/turns', { body: ' '.repeat(2_000_000), headers: { 'Content-Type': 'application/json' } });
    expect(elsewhere.status).toBe(413);
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
