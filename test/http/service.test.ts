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

  test('leaves it to who asks to end a connection: proxies keep theirs for a minute, and a question in one that just ended here is lost', async () => {
    expect(Number(/^timeout=(\d+)$/.exec((await get('/healthz')).headers.get('Keep-Alive') ?? '')?.[1])).toBeGreaterThan(60);
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

  test('has declared every route it has, and nothing of administration is open', () => {
    const handlers = desk.app.routes.filter(({ method }) => method !== 'ALL');
    expect(handlers.length).toBeGreaterThan(8);
    const having = (access: string) =>
      handlers.filter(({ method, path }) => desk.app.access.accessOf(method, path) === access).map(({ method, path }) => `${method} ${path}`);
    const open = having('public');
    // By a rule of its own, which holds without the database: see its own test.
    const secret = having('secret');
    expect(secret).toEqual(['GET /metrics']);
    const keyed = ['key', 'documents', 'program', 'model'].flatMap(having);
    const ofEditors = having('session');
    const ofAdmins = having('admin');
    const ofReviewers = having('review');
    const managing = having('manage');
    expect(new Set(managing)).toEqual(
      new Set([
        'POST /beheer/niet-aangekomen/opnieuw', 'GET /beheer/aan-uit', 'POST /beheer/aan-uit', 'GET /beheer/aan-uit/:assistant', 'POST /beheer/aan-uit/:assistant',
        ...['', '/server', '/model'].map((page) => `GET /beheer/modellen${page}`), ...['server', 'model', 'ophalen', 'terugzetten'].map((page) => `POST /beheer/modellen/${page}`),
        ...['sleutels', 'sleutels/sleutel', 'groepen', 'mensen'].map((page) => `GET /beheer/toegang/${page}`),
        ...['sleutels/sleutel', 'sleutels/vervangen', 'sleutels/intrekken', 'groepen', 'mensen', 'mensen/uitnodigen'].map((page) => `POST /beheer/toegang/${page}`),
        'GET /beheer/instellingen', 'GET /beheer/instellingen/:section', 'POST /beheer/instellingen/:section',
        'GET /beheer/factsheet/register', 'GET /beheer/factsheet/register/:assistant', 'GET /beheer/factsheet/register/:assistant/record.json', 'POST /beheer/factsheet/register/:assistant',
        'GET /beheer/assistenten', 'GET /beheer/assistenten/:assistant', 'POST /beheer/assistenten/:assistant', 'GET /beheer/assistenten/:assistant/:file', 'POST /beheer/assistenten/:assistant/:file', 'GET /beheer/assistenten/:assistant/meting', 'POST /beheer/assistenten/:assistant/meting',
      ]),
    );
    const ofFactsheet = having('factsheet');
    expect(ofFactsheet.length).toBeGreaterThan(4);
    expect(ofFactsheet.filter((route) => !/^(?:GET|POST) \/beheer\/(?:factsheet|doorlichting)(?:\/|$)/.test(route))).toEqual([]);
    const ofEmployees = [...having('employee'), ...having('keeper')];
    const watching = ['oversee', 'hold'].flatMap(having);
    expect(new Set(watching)).toEqual(
      new Set([
        'GET /beheer/factsheet/afwijkingen', 'GET /beheer/logboek', 'POST /beheer/logboek/export', 'POST /beheer/logboek/csv', 'GET /beheer/logboek/controleprogramma', 'GET /beheer/logboek/bewaard/:holder', 'GET /beheer/verwerkingen',
        'GET /beheer/bewaren', 'POST /beheer/bewaren/blokkades', 'POST /beheer/bewaren/blokkades/:hold/opheffen',
      ]),
    );
    const ofAccounts = having('account');
    const ofOpenings = having('opening');
    expect(ofOpenings.length).toBeGreaterThan(5);
    expect(ofOpenings.filter((route) => !/^(?:GET|POST) \/beheer\/inzage(?:\/|$)/.test(route))).toEqual([]);
    expect(new Set(ofAccounts)).toEqual(new Set(['POST /werk/account/passkeys/:id/verwijderen', 'GET /werk/account/gegevens/:format']));
    const ofOfficers = [...having('requests'), ...having('privacy')];
    expect(ofOfficers.length).toBeGreaterThan(4);
    expect(ofOfficers.filter((route) => !/^(?:GET|POST) \/beheer\/verzoeken(?:\/|$)/.test(route))).toEqual([]);
    expect(ofEmployees).not.toEqual([]);
    expect(ofEmployees.filter((route) => !/^[A-Z]+ \/(?:werk|api\/v1\/work)(?:\/|$)/.test(route))).toEqual([]);
    expect(new Set(open)).toEqual(
      new Set([
        'GET /',
        'POST /',
        'GET /privacy',
        'GET /over',
        'GET /toegankelijkheid',
        'GET /factsheet',
        'GET /factsheet/:assistant',
        ...['', '.json', '.pdf', '.schema.json'].map((ending) => `GET /factsheet/doorlichting${ending}`),
        'GET /factsheet.json',
        'GET /factsheet.pdf',
        'GET /factsheet.schema.json',
        // At addresses that are the same on every site.
        'GET /.well-known/security.txt',
        'GET /.well-known/ai-factsheet.json',
        'GET /robots.txt',
        'GET /factsheet/sbom.json',
        'GET /factsheet/:assistant/system-card.json',
        'GET /factsheet/:assistant/system-card.yaml',
        'GET /manifest.webmanifest',
        'GET /favicon.ico',
        'POST /doorgeven',
        'POST /widget/:assistant',
        'POST /doorgeven/bestand',
        'POST /doorgeven/versturen',
        'GET /api/v1/conversations/:id/summary',
        'POST /api/v1/conversations/:id/handover',
        'POST /api/v1/widget/tokens',
        'GET /bronnen/:id',
        'GET /bronnen/:id/origineel',
        'GET /assets/*',
        'GET /healthz',
        'GET /readyz',
        'GET /widget.js',
        'GET /widget/:assistant',
        'POST /api/v1/assistants/:assistant/turns',
        // Who knows the number of the conversation was in it.
        'PUT /api/v1/turns/:id/feedback',
        'DELETE /api/v1/conversations/:id',
        'POST /gesprek/bewaren',
        'POST /gesprek/wissen',
        'POST /gesprek/wisbewijs',
        'GET /gesprek/wissen',
        'POST /reactie',
        'GET /reactie',
        'GET /api/v1/openapi.json',
        // The way in, and out.
        'GET /inloggen',
        'POST /uitloggen',
        'GET /inloggen/uitnodiging',
        'POST /api/v1/passkeys/options',
        'POST /api/v1/passkeys/login',
        'POST /api/v1/passkeys/invitation',
        // Also for who is logged in: checked by the route itself.
        'POST /api/v1/passkeys/register/options',
        'POST /api/v1/passkeys/register',
        'GET /beheer/inloggen',
        'POST /beheer/inloggen',
        'POST /beheer/uitloggen',
        'GET /inloggen',
        'POST /inloggen',
        'GET /inloggen/bevestigen',
        'GET /inloggen/terug',
        'POST /uitloggen',
        // From the provider, which proves itself by its signature.
        'POST /inloggen/afmelden',
      ]),
    );
    expect(new Set(keyed)).toEqual(
      new Set([
        'GET /api/v1/collections/:collection/documents',
        'PUT /api/v1/collections/:collection/documents/:sourceId',
        'GET /api/v1/collections/:collection/documents/:sourceId',
        'PATCH /api/v1/collections/:collection/documents/:sourceId',
        'DELETE /api/v1/collections/:collection/documents/:sourceId',
        'GET /api/v1/jobs',
        'POST /api/v1/jobs/:id/retry',
        'DELETE /api/v1/jobs/:id',
        'GET /api/v1/jobs/events',
        'GET /api/v1/own-key',
        'POST /api/v1/audit/checkpoints',
        // Of programs that call models, before the router.
        'POST /v1/chat/completions',
        'POST /v1/embeddings',
        'GET /v1/models',
        'GET /v1/models/',
        'POST /api/chat',
        'POST /api/generate',
        'POST /api/embed', 'POST /api/embeddings',
        'POST /api/show',
        'GET /api/tags',
        'GET /api/ps',
        'GET /api/version',
      ]),
    );
    expect(ofAdmins.length).toBeGreaterThan(5);
    expect(ofEditors.length).toBeGreaterThan(5);
    expect(ofEditors.filter((route) => !/^(?:GET|POST) \/beheer(?:\/|$)/.test(route))).toEqual([]);
    expect(ofReviewers.length).toBeGreaterThan(5);
    expect(ofReviewers.filter((route) => !/^(?:GET|POST) \/beheer\/(?:beoordelen|toetsvragen)(?:\/|$)/.test(route))).toEqual([]);
    expect(ofAdmins).toEqual(
      expect.arrayContaining([
        'GET /api/v1/backends',
        'PUT /api/v1/backends/:backendId',
        'DELETE /api/v1/backends/:backendId',
        'POST /api/v1/backends/:backendId/pulls',
        'GET /api/v1/models',
        'GET /api/v1/switches',
        'PUT /api/v1/switches/:assistant',
        'PUT /api/v1/models/:name',
        'DELETE /api/v1/models/:name',
      ]),
    );
    expect(open.length + secret.length + ofOpenings.length + managing.length + keyed.length + ofEditors.length + ofReviewers.length + ofAdmins.length + ofEmployees.length + ofAccounts.length + watching.length + ofOfficers.length + ofFactsheet.length).toBe(handlers.length);
  });
});
