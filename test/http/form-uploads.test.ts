import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { FormUploads } from '../../src/http/routes/admin/receive.ts';
import { uploadPlaces, Uploads } from '../../src/http/uploads/upload.ts';
import { revokeKey } from '../../src/identity/keys.ts';
import type { TestDesk } from '../support/desk.ts';
import { editor, filesForm, type Editor, startEditorDesk } from './admin-support.ts';
import { beginRequest, until } from './push-support.ts';

const MB = 1024 * 1024;
const PATH = '/beheer/collecties/producten/uploaden';

let desk: TestDesk;
let at: Editor;
beforeAll(async () => void ({ desk, at } = await startEditorDesk({ withWorkers: true })));
afterAll(() => desk.close());
afterEach(() => void vi.useRealTimers());

const part = (name: string, content: string) => `--b\r\nContent-Disposition: form-data; name="bestanden"; filename="${name}"\r\nContent-Type: text/markdown\r\n\r\n${content}\r\n`;
const END = '--b--\r\n';

/** A form of which `body` comes at once. */
const begin = ({ cookie }: Editor, length: number, body: string) =>
  beginRequest(desk, `POST ${PATH}`, [`Cookie: ${cookie}`, 'Sec-Fetch-Site: same-origin', 'Content-Type: multipart/form-data; boundary=b', `Content-Length: ${length}`], body);
const known = async () => {
  const rows = await desk.db.query<{ name: string }>('SELECT source_id AS name FROM documents UNION SELECT source_id FROM deliveries');
  return rows.map(({ name }) => name);
};

test('forms that stall keep nobody out, and end', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const clocks = vi.getTimerCount();
  const stalled = Array.from({ length: 5 }, () => begin(at, 1_000, '--b'));
  while (vi.getTimerCount() < clocks + stalled.length) await new Promise((resolve) => setTimeout(resolve, 10));
  expect((await at.post(PATH, filesForm({ 'derde.md': '# Derde\n\nTekst.' }))).status).toBe(200);
  vi.advanceTimersByTime(30_000);
  vi.useRealTimers();
  for (const { ended } of stalled) {
    const answer = await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('te langzaam');
    expect(answer).toContain('</html>');
  }
});

test('what was in before a form stalled is kept, and said', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { ended } = begin(at, 100_000, `${part('voor-de-stilte.md', '# Voor\n\nTekst.')}--b`.slice(0, -3) + part('half.md', 'Half').slice(0, -4));
  await until(async () => expect(await known()).toContain('voor-de-stilte.md'));
  vi.advanceTimersByTime(30_000);
  vi.useRealTimers();
  expect(await ended).toMatch(/^HTTP\/1\.1 408 [^]*voor-de-stilte\.md/);
  expect(await known()).not.toContain('half.md');
});

test('whose key is revoked on the way delivers nothing more, and sees nothing more', async () => {
  const gone = await editor(desk);
  const [one, two] = [part('voor-intrekken.md', '# Een\n\nTekst.'), `${part('na-intrekken.md', '# Twee\n\nTekst.')}${END}`];
  const { socket, ended } = begin(gone, one.length + two.length, one + two.slice(0, 10));
  await until(async () => expect(await known()).toContain('voor-intrekken.md'));
  await revokeKey(desk.db, gone.keyId);
  socket.write(two.slice(10));
  const answer = await ended;
  expect(answer).toMatch(/^HTTP\/1\.1 401 [^]*U bent niet meer ingelogd\./);
  expect(answer).not.toContain('paspoort.md');
  expect(await known()).not.toContain('na-intrekken.md');
});

test('over 200 MB is refused unread, and the page reaches a client that sends all of it first', async () => {
  const length = 230 * MB;
  const { socket, ended } = begin(at, length, '');
  const pieces = Readable.from(Array.from({ length: length / MB }, () => Buffer.alloc(MB, 'x')));
  // Who cuts it off has not been heard by then.
  await pipeline(pieces, socket, { end: false }).catch(() => undefined);
  const answer = await ended;
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain('Dit zijn te veel bestanden in één keer.');
  expect(answer).toContain('</html>');
});

test('forms and documents of programs share their room', async () => {
  const places = uploadPlaces();
  const held = Promise.withResolvers<void>();
  const uploads = new Uploads(places);
  const request = (bytes: number, headers: Record<string, string> = {}) => new Request('http://desk.example/', { method: 'PUT', body: new Uint8Array(bytes), headers: { 'Content-Length': String(bytes), ...headers } });
  const holding = Array.from({ length: 3 }, () => uploads.receive(request(50 * MB), () => held.promise));
  const delivered: string[] = [];
  const push = { find: async () => ({ inUse: undefined, job: undefined }), deliver: async ({ sourceId }: { sourceId: string }) => ({ state: 'waiting' as const, id: String(delivered.push(sourceId)) }) };
  const forms = new FormUploads(push, places);
  const body = part('brief.md', 'Tekst') + END;
  const form = new Request('http://desk.example/', { method: 'POST', body, headers: { 'Content-Length': String(150 * MB), 'Content-Type': 'multipart/form-data; boundary=b' } });
  const received = forms.receive({ collection: 'producten', request: form, requireStillOpen: async () => undefined });
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(delivered).toEqual([]);
  held.resolve();
  await Promise.all(holding);
  expect(await received).toMatchObject({ received: [{ name: 'brief.md', outcome: 'waiting' }], fault: undefined });
});

test('while a file is being delivered, its sender need not keep pace', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const push = {
    find: async () => ({ inUse: undefined, job: undefined }),
    deliver: async () => {
      vi.advanceTimersByTime(90_000);
      return { state: 'waiting' as const, id: 'x' };
    },
  };
  const request = new Request('http://desk.example/', { method: 'POST', body: part('a.md', 'A') + part('b.md', 'B') + END, headers: { 'Content-Type': 'multipart/form-data; boundary=b' } });
  const { received, fault } = await new FormUploads(push, uploadPlaces()).receive({ collection: 'producten', request, requireStillOpen: async () => undefined });
  expect([received.map(({ name }) => name), fault]).toEqual([['a.md', 'b.md'], undefined]);
  expect(vi.getTimerCount()).toBe(0);
});
