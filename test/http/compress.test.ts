import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodingFor } from '../../src/http/server/compress.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { colleague, GROUPS } from '../support/employee.ts';

const site = 'https://www.gemeente.example';
let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk({ widgetOrigins: [site], groups: GROUPS });
});
afterAll(() => desk.close());

/** As it goes over the wire: `fetch` unpacks by itself. */
function get(path: string, headers: Record<string, string> = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly body: Buffer; readonly headers: NodeJS.Dict<string | string[]>; readonly status: number }>();
  request(desk.url + path, { headers }, (response) => {
    const pieces: Buffer[] = [];
    response.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => resolve({ body: Buffer.concat(pieces), headers: response.headers, status: response.statusCode ?? 0 }));
  }).once('error', reject).end();
  return promise;
}

const assetsOf = (html: string) => [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map((match) => match[1] ?? '');

test.each(['/', '/privacy', '/bestaat-niet', '/widget/loket', '/widget.js', '/api/v1/openapi.json'])('%s comes small to who can read that, and is the same', async (path) => {
  const plain = await get(path, { referer: `${site}/` });
  const zipped = await get(path, { referer: `${site}/`, 'accept-encoding': 'gzip, deflate' });
  const small = await get(path, { referer: `${site}/`, 'accept-encoding': 'gzip, deflate, br, zstd' });
  expect([plain, zipped, small].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip', 'br']);
  // What is different in each page is one token or number.
  const text = (of: Buffer) => of.toString().replaceAll(/data-token="[^"]+"|value="ey[^"]+"|[0-9a-f-]{36}|name="token" value="[^"]+"/g, '');
  expect(text(gunzipSync(zipped.body))).toBe(text(plain.body));
  expect(text(brotliDecompressSync(small.body))).toBe(text(plain.body));
  for (const { headers } of [plain, zipped, small]) expect(headers['vary']).toContain('Accept-Encoding');
});

test('the first page is at most 60 kB gzipped over the wire, letters aside, and no file more than a script and styles', async () => {
  const page = await get('/', { 'accept-encoding': 'gzip' });
  const paths = assetsOf(gunzipSync(page.body).toString());
  expect(paths).toHaveLength(2);
  const files = await Promise.all(paths.map((path) => get(path, { 'accept-encoding': 'gzip' })));
  for (const { headers } of files) expect(headers['content-encoding']).toBe('gzip');
  const kilobytes = [page, ...files].reduce((sum, { body }) => sum + body.length, 0) / 1_000;
  // With a kilobyte of headers for each, and the mark.
  expect(kilobytes).toBeLessThan(56);
});

test('pages behind a login, answers of the API, letters and streams are left as they are', async () => {
  const accept = { 'accept-encoding': 'gzip, br' };
  const font = /href="(\/assets\/[^"]+\.woff2)"/.exec((await get('/')).body.toString())?.[1] ?? '';
  for (const path of ['/beheer/inloggen', '/inloggen', '/inloggen/uitnodiging', '/readyz', font]) {
    const { status, headers } = await get(path, accept);
    expect([status, headers['content-encoding']], path).toEqual([200, undefined]);
  }
  const { cookie } = await colleague(desk, ['medewerkers', 'beheer']);
  // Public ones too, of who is logged in.
  for (const path of ['/werk', '/werk/gesprekken', '/werk/account', '/beheer', '/']) {
    const { status, headers } = await get(path, { ...accept, cookie });
    expect([status, headers['content-encoding']], path).toEqual([200, undefined]);
  }
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['identity', undefined],
  ['gzip;q=0, br;q=0.0', undefined],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['deflate, gzip, br', 'br'],
  ['brx', undefined],
])('of %j it takes %j', (accepted, encoding) => expect(encodingFor(accepted)).toBe(encoding));
