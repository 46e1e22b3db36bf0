import { execFile, spawnSync } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { open, rm } from 'node:fs/promises';
import { request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { listPending } from '../../src/jobs/manage.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { beginRequest, type Client, client, pathOf, refusal, until } from './push-support.ts';

const MB = 1024 * 1024;
/** A new machine may have none. */
const hasCurl = spawnSync('curl', ['--version']).status === 0;

describe('an upload on its way', () => {
  let desk: TestDesk;
  let cms: Client;
  let url: string;
  let sparse: string;
  beforeAll(async () => {
    desk = await startTestDesk({ withWorkers: true });
    cms = await client(desk);
    url = `${desk.url}/api/v1${pathOf('groot.bin')}`;
    sparse = join(tmpdir(), `balie-sparse-${process.pid}`);
    const file = await open(sparse, 'w');
    await file.truncate(2048 * MB);
    await file.close();
  });
  afterAll(async () => {
    await rm(sparse, { force: true });
    await desk.close();
  });
  afterEach(() => void vi.useRealTimers());

  const headers = (more: Record<string, string> = {}) => ({ Authorization: `Bearer ${cms.token}`, 'Content-Type': 'text/markdown', ...more });

  /** Pieces without an end, but for the test's own; counts what was taken of them. */
  function* pieces(sent: { bytes: number }) {
    const piece = Buffer.alloc(MB);
    for (; sent.bytes < 2_000 * MB; sent.bytes += piece.length) yield piece;
  }

  test('without an end is refused with 413, which reaches undici; little of it is taken in', async () => {
    const sent = { bytes: 0 };
    const { statusCode, headers: answered, body } = await request(url, { method: 'PUT', headers: headers(), body: Readable.from(pieces(sent)) });
    expect({ statusCode, connection: answered['connection'], type: answered['content-type'] }).toMatchObject({ statusCode: 413, connection: 'close', type: expect.stringContaining('application/problem+json') });
    expect(await body.json()).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(sent.bytes).toBeLessThan(120 * MB);
  });

  /** What curl gets for a file of 2 GB, and how much of it curl sent. */
  async function curl(...more: string[]) {
    const { stdout } = await promisify(execFile)('curl', [
      '-sS', '-T', sparse, '-m', '60', '--expect100-timeout', '30', ...more, '-H', `Authorization: Bearer ${cms.token}`, '-H', 'Content-Type: text/markdown', '-w', '\n%{http_code} %{size_upload}', url,
    ]);
    const [answer = '', numbers = ''] = stdout.split('\n');
    const [status, sent] = numbers.split(' ').map(Number);
    return { status, sent: sent ?? 0, code: (JSON.parse(answer) as { code: string }).code };
  }

  test.skipIf(!hasCurl)('of which 2 GB are announced is refused before curl sends any of it', async () => {
    expect(await curl()).toEqual({ status: 413, sent: 0, code: 'body-too-large' });
  });

  test.skipIf(!hasCurl)('of 2 GB that curl begins to send at once, announced or not, is refused so that curl hears it', async () => {
    const announced = await curl('-H', 'Expect:');
    expect(announced).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(announced.sent).toBeLessThan(40 * MB);
    const chunked = await curl('-H', 'Expect:', '-H', 'Transfer-Encoding: chunked');
    expect(chunked).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(chunked.sent).toBeLessThan(120 * MB);
  });

  test('of 2 GB whose client reads no answer is cut off', async () => {
    const sent = { bytes: 0 };
    await new Promise<void>((resolve) => {
      const sending = ask(url, { method: 'PUT', headers: headers({ 'Content-Length': String(2048 * MB) }) });
      const source = pieces(sent);
      const more = () => {
        for (let next = source.next(); next.done !== true && !sending.destroyed; next = source.next()) {
          if (!sending.write(next.value)) return void sending.once('drain', more);
        }
      };
      sending.on('error', () => resolve());
      sending.on('close', () => resolve());
      more();
    });
    expect(sent.bytes).toBeLessThan(100 * MB);
    await until(async () => expect(desk.logged.at(-1)).toMatchObject({ method: 'PUT', status: 413 }));
  });

  /** Asks to go on first; gives the status, and whether it was told to. */
  const asking = (path: string, more: Record<string, string>, body: string) =>
    new Promise<{ status: number | undefined; isTold: boolean }>((resolve, reject) => {
      let isTold = false;
      const sending = ask(`${desk.url}/api/v1${path}`, { method: 'PUT', headers: headers({ Expect: '100-continue', 'Content-Length': String(body.length), ...more }) });
      sending.on('continue', () => {
        isTold = true;
        sending.end(body);
      });
      sending.on('response', (response) => {
        resolve({ status: response.statusCode, isTold });
        sending.destroy();
      });
      sending.on('error', reject);
      sending.flushHeaders();
    });

  test('is asked for when it is wanted, and not when the key, the length or the address is wrong', async () => {
    expect(await asking(pathOf('vraag.md'), {}, 'Tekst van de vraag.')).toEqual({ status: 202, isTold: true });
    expect(await asking(pathOf('vraag.md'), { Authorization: 'Bearer x' }, 'Tekst')).toEqual({ status: 401, isTold: false });
    expect(await asking(pathOf('vraag.md', 'intern'), {}, 'Tekst')).toEqual({ status: 403, isTold: false });
    expect(await asking(pathOf('a/../b'), {}, 'Tekst')).toEqual({ status: 400, isTold: false });
    expect(await asking(pathOf('vraag.md'), { 'Content-Length': String(60 * MB) }, 'Tekst')).toEqual({ status: 413, isTold: false });
  });

  test('that breaks off leaves nothing', async () => {
    await new Promise<void>((resolve) => {
      const sending = ask(`${desk.url}/api/v1${pathOf('half.md')}`, { method: 'PUT', headers: headers({ 'Content-Length': '1000' }) });
      sending.on('error', () => resolve());
      sending.write('Half', () => setTimeout(() => sending.destroy(new Error('left')), 100));
    });
    await until(async () => expect(desk.logged.at(-1)).toMatchObject({ method: 'PUT', status: 400 }));
    expect(await refusal(await cms.send('GET', pathOf('half.md')))).toBe('404 document-unknown');
  });

  test('that hardly moves ends with 408, and its connection with it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const answer = Promise.withResolvers<{ status: number | undefined; connection: string | undefined; code: unknown }>();
    const sending = ask(`${desk.url}/api/v1${pathOf('traag.md')}`, { method: 'PUT', headers: headers({ 'Content-Length': '1000000' }) });
    sending.on('error', answer.reject);
    sending.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('close', () => answer.resolve({ status: response.statusCode, connection: response.headers.connection, code: (JSON.parse(text) as { code: string }).code }));
    });
    const clocks = vi.getTimerCount();
    sending.write('Een begin');
    while (vi.getTimerCount() === clocks) await new Promise((resolve) => setTimeout(resolve, 10));
    vi.advanceTimersByTime(30_000);
    vi.useRealTimers();
    expect(await answer.promise).toEqual({ status: 408, connection: 'close', code: 'upload-too-slow' });
    expect(await listPending(desk.db, { collections: ['producten'] }).then((all) => all.map(({ sourceId }) => sourceId))).not.toContain('traag.md');
  });

  test.each([
    ['is revoked', 'UPDATE api_keys SET revoked_at = now() WHERE id = $1', /^HTTP\/1\.1 401 [^]*key-invalid/],
    ['loses the collection', "UPDATE api_keys SET collections = '{intern}' WHERE id = $1", /^HTTP\/1\.1 403 [^]*key-forbidden/],
  ])('whose key %s while it comes in is not delivered', async (_, change, refused) => {
    const gone = await client(desk);
    const { socket, ended } = beginRequest(desk, `PUT /api/v1${pathOf('ingetrokken.md')}`, [`Authorization: Bearer ${gone.token}`, 'Content-Length: 20', 'Connection: close'], '0123456789');
    await until(async () => expect((await desk.db.query<{ used: Date | null }>('SELECT last_used_at AS used FROM api_keys WHERE id = $1', [gone.keyId]))[0]?.used).not.toBeNull());
    await desk.db.query(change, [gone.keyId]);
    socket.write('abcdefghij');
    expect(await ended).toMatch(refused);
    expect(await refusal(await cms.send('GET', pathOf('ingetrokken.md')))).toBe('404 document-unknown');
  });

  test.each([
    ['POST /api/v1/assistants/loket/turns', 'application/json', 'application/problem+json', 'body-too-slow'],
    ['POST /', 'application/x-www-form-urlencoded', 'text/html', 'Het verzoek kwam te langzaam binnen.'],
    ['POST /beheer/inloggen', 'application/x-www-form-urlencoded', 'text/html', 'Het verzoek kwam te langzaam binnen.'],
  ])('of any other route that hardly moves ends too: %s', async (route, type, answered, told) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const clocks = vi.getTimerCount();
    const { ended } = beginRequest(desk, route, [`Content-Type: ${type}`, 'Sec-Fetch-Site: same-origin', 'Content-Length: 1000'], '{"que');
    while (vi.getTimerCount() === clocks) await new Promise((resolve) => setTimeout(resolve, 10));
    vi.advanceTimersByTime(30_000);
    vi.useRealTimers();
    const answer = await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer.toLowerCase()).toContain('\r\nconnection: close');
    expect(answer).toContain(answered);
    expect(answer).toContain(told);
  });

  test('has its time by its pace: the server itself only bounds heads', async () => {
    const servers = new Set<Server>();
    const note = (message: unknown) => void servers.add((message as { server: Server }).server);
    subscribe('http.server.request.start', note);
    await fetch(`${desk.url}/healthz`);
    unsubscribe('http.server.request.start', note);
    const port = Number(new URL(desk.url).port);
    const own = [...servers].find((server) => (server.address() as AddressInfo | null)?.port === port);
    expect(own).toMatchObject({ requestTimeout: 0, headersTimeout: 60_000 });
  });

  test('may be over 1 MB here, and nowhere else', async () => {
    expect((await cms.send('PUT', pathOf('twee-mb.md'), { body: `Tekst.\n${' '.repeat(2_000_000)}`, headers: { 'Content-Type': 'text/markdown' } })).status).toBe(202);
    const elsewhere = await cms.send('POST', '/assistants/loket/turns', { body: ' '.repeat(2_000_000), headers: { 'Content-Type': 'application/json' } });
    expect(elsewhere.status).toBe(413);
    const change = await cms.send('PATCH', pathOf('paspoort.md'), { body: ' '.repeat(2_000_000), headers: { 'Content-Type': 'application/json' } });
    expect(change.status).toBe(413);
  });
});
