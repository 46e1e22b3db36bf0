import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';

describe('the service', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());

  const get = (path: string, init?: RequestInit) => fetch(desk.url + path, init);

  test('is healthy and ready', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ok', database: 'ok', accepting: true, off: [], closed: [], warnings: [] });
  });

  test('leaves it to who asks to end a connection: proxies keep theirs for up to two minutes, and a question in one that just ended here is lost', async () => {
    expect(Number(/^timeout=(\d+)$/.exec((await get('/healthz')).headers.get('Keep-Alive') ?? '')?.[1])).toBeGreaterThan(120);
  });

  test('names each request anew, whatever the client sends', async () => {
    const headers = { 'X-Request-Id': 'mine\u00e9' };
    const first = (await get('/healthz', { headers })).headers.get('X-Request-Id');
    const second = (await get('/healthz', { headers })).headers.get('X-Request-Id');
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).not.toBe(first);
  });

  test.each(['/', '/privacy', '/over', '/toegankelijkheid', '/healthz', '/bestaat-niet', '/api/v1/openapi.json', '/api/v1/bestaat-niet'])('sends strict headers with %s', async (path) => {
    const { headers } = await get(path);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Strict-Transport-Security')).toContain('max-age=');
    // The description of the API is the same for everybody; the first page comes back as it was.
    const cached: Record<string, string> = { '/': 'no-cache, private', '/api/v1/openapi.json': 'public, max-age=3600' };
    expect(headers.get('Cache-Control')).toBe(cached[path] ?? 'no-store');
    expect(headers.get('Set-Cookie')).toBeNull();
    expect(headers.get('X-Powered-By')).toBeNull();
  });

  test('publishes the description of its API as it is committed, readable from any origin', async () => {
    const response = await get('/api/v1/openapi.json', { headers: { Origin: 'https://elders.example' } });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    const committed = readFileSync(new URL('../../src/http/openapi.json', import.meta.url), 'utf8');
    expect(await response.json()).toEqual(JSON.parse(committed));
  });

  test('makes that description once, gives it small, and says when it is still the same', async () => {
    const path = '/api/v1/openapi.json';
    await (await get(path)).text();
    let bodies: string[] = [];
    const took: number[] = [];
    // Thrice, for a machine that stands still in one of them.
    for (let times = 0; times < 3; times += 1) {
      const began = performance.now();
      bodies = await Promise.all(Array.from({ length: 50 }, async () => (await get(path)).text()));
      took.push(performance.now() - began);
    }
    // Made anew each time fifty take more than four seconds.
    expect(Math.min(...took)).toBeLessThan(2_000);
    expect(new Set(bodies).size).toBe(1);
    const small = await get(path, { headers: { 'Accept-Encoding': 'gzip' } });
    expect([small.headers.get('Content-Encoding'), small.headers.get('Vary'), small.headers.get('Content-Type')]).toEqual(['gzip', expect.stringContaining('Accept-Encoding'), 'application/json']);
    expect(Number(small.headers.get('Content-Length') ?? 0)).toBeLessThan((bodies[0]?.length ?? 0) / 3);
    const same = await get(path, { headers: { 'If-None-Match': small.headers.get('ETag') ?? '' } });
    expect([same.status, await same.text(), same.headers.get('API-Version')]).toEqual([304, '', '1.0.0']);
  });

  test('lets no other origin read anything else', async () => {
    const response = await get('/api/v1/assistants/loket/turns', { method: 'OPTIONS', headers: { Origin: 'https://elders.example' } });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  test('serves the files its pages name, for ever, and nothing beside them', async () => {
    const html = await (await get('/')).text();
    const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) {
      const response = await get(path);
      expect(response.status, path).toBe(200);
      expect(response.headers.get('Cache-Control')).toContain('immutable');
      const etag = response.headers.get('ETag') ?? '';
      expect((await get(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    }
    // Of a page that a replica of another version made: what there is, for now.
    const other = await get((paths[0] ?? '').replace(/\.[0-9a-f]{12}\./, '.0123456789ab.'));
    expect([other.status, other.headers.get('Cache-Control'), await other.text()]).toEqual([200, 'no-store', await (await get(paths[0] ?? '')).text()]);
    for (const path of ['/assets/', '/assets/onbekend.0123456789ab.css', '/assets/../package.json', '/assets/..%2f..%2fpackage.json', '/assets/desk.css']) {
      expect((await get(path)).status, path).toBe(404);
    }
  });
});
