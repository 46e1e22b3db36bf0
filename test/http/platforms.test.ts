import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addressKind } from '../../ingest/web/fetch/addresses.ts';
import { chainKey } from '../../src/audit/chain.ts';
import { readActs } from '../../src/audit/management-log.ts';
import { openPlatforms } from '../../src/cli/factsheet/open-platforms.ts';
import { createPlatformDelivery } from '../../src/factsheet/platforms/deliver.ts';
import type { PlatformState, PushState } from '../../src/factsheet/platforms/platform.ts';
import { type Answer, pushPlatform } from '../../src/factsheet/platforms/push.ts';
import { createPublications, type Publications } from '../../src/factsheet/publications.ts';
import { postJson } from '../../src/outbound/post.ts';
import { systemCardSchema, cyclonedxSchema } from '../support/card-schemas.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { colleague, GROUPS } from '../support/employee.ts';
import { sampleFactsheet } from '../support/sample-facts.ts';
import { type ScriptedPlatform, startPlatform } from '../support/scripted-platform.ts';

const PERSON = '00000000-0000-4000-8000-000000000001';
const VERIFIER = new URL('../../deploy/factsheet/verify-factsheet.mjs', import.meta.url).pathname;

describe('the factsheet for platforms', () => {
  let desk: TestDesk;
  let platform: ScriptedPlatform;
  let publications: Publications;
  let signer: ReturnType<typeof chainKey>['signer'];
  const clock = { now: new Date() };
  beforeAll(async () => {
    desk = await startTestDesk({ groups: GROUPS, siteConfig: { factsheetPlatforms: [{ id: 'in-beheer', url: 'https://platform.invalid/', allowPrivate: false }] } });
    ({ signer } = chainKey(desk.auditKey));
    publications = createPublications({ db: desk.db, record: desk.desk.recordAct, signer, desk: 'https://balie.example', now: () => new Date() });
    platform = await startPlatform(signer.publicKey, 'geheim-van-het-platform');
  });
  afterAll(async () => {
    await platform.close();
    await desk.close();
  });
  beforeEach(() => {
    clock.now = new Date();
    platform.clock.skewSeconds = 0;
    platform.next.length = 0;
    platform.received.length = 0;
  });

  const get = (path: string, headers: Record<string, string> = {}) => fetch(desk.url + path, { headers });
  const publish = async (reason: string) => {
    const expected = (await publications.last())?.number ?? 0;
    return publications.publish({ document: JSON.stringify({ schema: 'balie-factsheet/1', ...sampleFactsheet() }), reason, expected, byPerson: PERSON });
  };
  /** With a clock of its own, and what the test has of the way there. */
  const deliveryTo = (id: string, post?: (request: Parameters<typeof postJson>[0] & { url: string }) => Promise<Answer>, timeoutMs = 10_000) => {
    const settings = { allowPrivate: true, addressKind, unreachable: 'platform-unreachable', maxAnswerBytes: 1_000, timeoutMs } as const;
    const send = post ?? (({ url, ...request }) => postJson(request, { url, ...settings }));
    const to = pushPlatform({ id, url: platform.url, token: 'geheim-van-het-platform' }, { post: send, signer, now: () => clock.now, explain: () => 'geen antwoord' });
    return createPlatformDelivery({ db: desk.db, publications, platforms: [to], record: desk.desk.recordAct, now: () => clock.now });
  };
  const later = (seconds: number) => void (clock.now = new Date(clock.now.getTime() + seconds * 1_000));
  const signatures = () => platform.received.map(({ headers }) => headers['signature']);

  test('tells programs that nothing was published, and gives nothing to platforms', async () => {
    const response = await get('/.well-known/ai-factsheet.json');
    expect([response.status, response.headers.get('Content-Type'), response.headers.get('Access-Control-Allow-Origin')]).toEqual([404, 'application/problem+json; charset=utf-8', '*']);
    expect(await response.json()).toMatchObject({ code: 'factsheet-unpublished' });
    await deliveryTo('leeg').bringWaiting();
    expect(platform.received).toEqual([]);
    // What is known without a publication says that it is none.
    const card = systemCardSchema.omit({ models: true }).loose().parse(await (await get('/factsheet/loket/system-card.json')).json());
    expect(card.labels[0]).toEqual({ name: 'factsheet', value: 'concept, nog niet gepubliceerd' });
  });

  describe('once a person has published it', () => {
    beforeAll(async () => void (await publish('eerste')));

    test('can be fetched by everybody, is the same for who has it, and stands a check by a stranger', async () => {
      const response = await get('/.well-known/ai-factsheet.json', { Origin: 'https://inventaris.example' });
      const etag = response.headers.get('ETag') ?? '';
      expect([response.status, response.headers.get('Cache-Control'), response.headers.get('Access-Control-Allow-Origin')]).toEqual([200, 'public, max-age=300', '*']);
      const text = await response.text();
      expect((await get('/.well-known/ai-factsheet.json', { 'If-None-Match': `"ander", W/${etag}` })).status).toBe(304);
      expect((await get('/.well-known/ai-factsheet.json', { 'If-None-Match': '"ander"' })).status).toBe(200);
      const envelope = JSON.parse(text) as Record<string, string>;
      const folder = await mkdtemp(join(tmpdir(), 'balie-factsheet-'));
      const check = async (content: string, ...more: string[]) => {
        await writeFile(join(folder, 'factsheet.json'), content);
        return promisify(execFile)(process.execPath, [VERIFIER, join(folder, 'factsheet.json'), ...more]).then(({ stdout }) => stdout, (error: { stderr: string }) => error.stderr);
      };
      const other = JSON.stringify({ ...envelope, document: `${envelope['document']} ` });
      expect(await check(text, '--key', signer.keyId, '--document')).toBe(`${envelope['document']}\n`);
      expect(await check(other)).toContain('the signature does not fit the document');
      expect(await check(JSON.stringify({ ...envelope, document: 'x', sha256: hash('sha256', 'x', 'hex') }))).toContain('the signature does not fit');
      // What stands beside the document cannot make an old one new.
      expect(envelope).toMatchObject({ number: 1, desk: 'https://balie.example' });
      for (const changed of [{ number: 99 }, { publishedAt: new Date().toISOString() }, { desk: 'https://andere.example' }]) expect(await check(JSON.stringify({ ...envelope, ...changed }))).toContain('is not the one that was signed');
      expect(await check(text, '--key', 'a'.repeat(64))).toContain('it was signed with key');
      await rm(folder, { recursive: true });
    });

    test('has a system card of each assistant and a list of parts, of what was published', async () => {
      const card = systemCardSchema.parse(await (await get('/factsheet/loket/system-card.json')).json());
      expect(card.labels[0]).toEqual({ name: 'factsheet', value: 'publicatie 1' });
      const yaml = await get('/factsheet/loket/system-card.yaml');
      expect([yaml.headers.get('Content-Type'), (await yaml.text()).split('\n')[0]]).toEqual(['application/yaml; charset=utf-8', 'schema_version: 0.1a14']);
      expect((await get('/factsheet/..%2f..%2fandere/system-card.json')).status).toBe(404);
      const bom = await get('/factsheet/sbom.json');
      expect(bom.headers.get('Content-Type')).toBe('application/vnd.cyclonedx+json; version=1.7');
      expect(cyclonedxSchema.parse(await bom.json()).components.some(({ name }) => name === 'ministral-3:3b')).toBe(true);
    });

    test('is brought to a platform once, signed, and the receipt kept and on record', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'balie-platform-'));
      const keyFile = join(folder, 'sleutel');
      await writeFile(keyFile, 'geheim-van-het-platform\n');
      const config = { factsheetPlatforms: [{ id: 'landelijk', url: platform.url, keyFile, allowPrivate: true }] };
      const delivery = openPlatforms({ config, db: desk.db, record: desk.desk.recordAct, signer });
      await Promise.all([delivery.bringWaiting(), delivery.bringWaiting()]);
      await delivery.bringWaiting();
      expect(platform.received).toHaveLength(1);
      const [file, pull, third] = await delivery.states();
      const state = asPushed(third);
      const last = await publications.last();
      expect([file, pull]).toEqual(['file', 'pull'].map((kind) => expect.objectContaining({ id: kind, kind, state: 'published', publication: 1, sentSha256: last?.sha256 }) as object));
      expect(state).toMatchObject({ id: 'landelijk', publication: 1, sentSha256: last?.sha256, state: 'published', fault: undefined, remoteId: [...platform.held.keys()][0] });
      expect((await readActs(desk.db, 1))[0]).toMatchObject({ kind: 'factsheet.delivered', facts: { platform: 'landelijk', number: 1, receipt: state?.remoteId } });
      expect(JSON.parse(platform.received[0]?.body ?? '')).toEqual(await (await get('/.well-known/ai-factsheet.json')).json());
      expect(() => openPlatforms({ config: { ...config, factsheetPlatforms: [{ id: 'weg', url: platform.url, keyFile: join(folder, 'weg'), allowPrivate: true }] }, db: desk.db, record: desk.desk.recordAct, signer })).toThrow(expect.objectContaining({ code: 'config-invalid' }) as Error);
      await rm(folder, { recursive: true });
    });

    test('shows in Beheer how each platform stands, and tries one again when a person asks for that', async () => {
      const PAGE = '/beheer/factsheet/platforms';
      const admin = await colleague(desk, ['beheer']);
      await desk.db.query(
        `INSERT INTO factsheet_records (platform, assistant, state, tried, tried_at, failures, fault, detail, next_at)
         VALUES ('in-beheer', '', 'sending', 1, now(), 3, 'platform-unreachable', '<b>HTTP 503</b>', now() + interval '1 hour')`,
      );
      const page = await (await admin.get(PAGE)).text();
      expect(page).toMatch(/Als bestand[^]*nummer 1 staat klaar[^]*Om op te halen[^]*in-beheer[^]*heeft nog niets[^]*niet gelukt[^]*3 keer niet gelukt\. De balie probeert het weer: [^]*\(&lt;b&gt;HTTP 503&lt;\/b&gt;\)/);
      const waits = async () => (await desk.db.query<{ waits: boolean }>(`SELECT next_at > now() AS waits FROM factsheet_records WHERE platform = 'in-beheer'`))[0]?.waits;
      const editor = await colleague(desk, ['redactie']);
      expect([(await editor.get(PAGE)).status, (await editor.post(PAGE, { platform: 'in-beheer' })).status, (await admin.post(PAGE, { platform: 'in-beheer' }, { 'Sec-Fetch-Site': 'cross-site' })).status, (await admin.post(PAGE, { platform: 'ander' })).status]).toEqual([403, 403, 403, 400]);
      expect(await waits()).toBe(true);
      const asked = await admin.post(PAGE, { platform: 'in-beheer' });
      expect([asked.status, asked.headers.get('Location'), await waits()]).toEqual([303, `${PAGE}?melding=opnieuw`, false]);
      expect((await readActs(desk.db, 1))[0]).toMatchObject({ kind: 'factsheet.retried', facts: { platform: 'in-beheer', byPerson: admin.id } });
      // It is being tried, or there is nothing to try: nothing is done or recorded.
      expect((await admin.post(PAGE, { platform: 'in-beheer' })).headers.get('Location')).toBe(PAGE);
      expect((await admin.post(PAGE, { platform: 'pull' })).headers.get('Location')).toBe(PAGE);
      expect((await readActs(desk.db, 2)).filter(({ kind }) => kind === 'factsheet.retried')).toHaveLength(1);
    });

    test('goes to no address inside the building that the configuration does not open', async () => {
      const config = { publicUrl: undefined, factsheetPlatforms: [{ id: 'binnen', url: platform.url, allowPrivate: false }] };
      const delivery = openPlatforms({ config, db: desk.db, record: desk.desk.recordAct, signer });
      await delivery.bringWaiting();
      expect([platform.received.length, (await delivery.states()).at(-1)]).toEqual([0, expect.objectContaining({ fault: 'platform-unreachable', detail: 'adres niet toegestaan', publication: undefined, state: 'sending' })]);
    });

    test('is sent again with growing waits where the platform is away, and is never there twice when its answer was lost', async () => {
      // One of its answers never comes.
      const delivery = deliveryTo('traag', undefined, 2_000);
      platform.next.push({ status: 503 }, 'silent', { status: 429, headers: { 'Retry-After': '120' } }, 'lost');
      const waits: number[] = [];
      for (let at = 0; at < 4; at += 1) {
        await delivery.bringWaiting();
        const state = asPushed((await delivery.states())[0]);
        expect([state?.fault, state?.failures]).toEqual(['platform-unreachable', at + 1]);
        const wait = ((state?.nextAt?.getTime() ?? 0) - clock.now.getTime()) / 1_000;
        waits.push(wait);
        later(wait - 1);
        await delivery.bringWaiting();
        expect(platform.received).toHaveLength(at + 1);
        later(1);
      }
      expect(waits).toEqual([15, 30, 120, 120]);
      // Somebody else's clock has gone on as well.
      platform.clock.skewSeconds = (clock.now.getTime() - Date.now()) / 1_000;
      const before = platform.held.size;
      await delivery.bringWaiting();
      expect([platform.held.size, (await delivery.states())[0]?.publication, new Set(signatures()).size]).toEqual([before, 1, 5]);
    });

    test('is not tried a second time by a person while a try is under way, and is on record as brought once', async () => {
      const asked: boolean[] = [];
      let tries = 0;
      const delivery = deliveryTo('tegelijk', async ({ url, ...request }) => {
        tries += 1;
        if (tries === 1) return { status: 503, text: '' };
        asked.push(await delivery.retry('tegelijk', PERSON));
        // The process stood still for so long that another took it over.
        if (tries === 2) {
          later(121);
          await delivery.bringWaiting();
        }
        return postJson(request, { url, allowPrivate: true, addressKind, unreachable: 'platform-unreachable', maxAnswerBytes: 1_000, timeoutMs: 10_000 });
      });
      await delivery.bringWaiting();
      expect((await delivery.states())[0]).toMatchObject({ fault: 'platform-unreachable' });
      platform.clock.skewSeconds = 121 + 15;
      later(15);
      await delivery.bringWaiting();
      expect([asked, tries]).toEqual([[false, false], 3]);
      const number = (await publications.last())?.number;
      expect((await delivery.states())[0]).toMatchObject({ publication: number, fault: undefined });
      expect((await readActs(desk.db, 20)).filter(({ kind, facts }) => kind === 'factsheet.delivered' && facts['platform'] === 'tegelijk')).toHaveLength(1);
    });

    test.each([
      ['a refusal', { status: 400 }, 'platform-refused'],
      ['a token that is not known', { status: 403 }, 'platform-unknown-key'],
      ['an address where nothing is', { status: 404 }, 'platform-address'],
      ['a redirect, which is not followed', { status: 307, headers: { Location: 'http://127.0.0.1:9/' } }, 'platform-refused'],
      ['no receipt', { status: 200, body: 'ok' }, 'platform-receipt'],
      ['a receipt of something else', { status: 200, body: JSON.stringify({ receipt: 'a', sha256: '0'.repeat(64) }) }, 'platform-receipt'],
    ] as const)('tells what to do of %s, and holds nothing for taken', async (name, instead, fault) => {
      const delivery = deliveryTo(`fout ${name}`);
      platform.next.push(instead);
      await delivery.bringWaiting();
      const state = asPushed((await delivery.states())[0]);
      expect(state).toMatchObject({ fault, publication: undefined, remoteId: undefined });
      const waits = ((state?.nextAt?.getTime() ?? 0) - clock.now.getTime()) / 1_000;
      expect(waits).toBe(fault === 'platform-receipt' ? 15 : 6 * 60 * 60);
      // What a person publishes anew goes at once.
      await publish(name);
      await delivery.bringWaiting();
      expect((await delivery.states())[0]).toMatchObject({ fault: undefined, publication: (await publications.last())?.number });
    });

    test('is refused by a platform when it was copied, changed, late, early, or for another address', async () => {
      const sent: { url: string; body: string; headers: Readonly<Record<string, string>> }[] = [];
      await deliveryTo('afgeluisterd', async (request) => {
        sent.push(request);
        return { status: 503, text: '' };
      }).bringWaiting();
      const [original] = sent;
      if (original === undefined) throw new Error('nothing was sent');
      const say = async ({ headers = {}, body = original.body, url = original.url }: { headers?: Record<string, string>; body?: string; url?: string }) => {
        const response = await fetch(url, { method: 'POST', headers: { ...original.headers, ...headers }, body });
        return [response.status, ((await response.json()) as { title?: string }).title];
      };
      const changed = original.body.replace('Lindewaarde', 'Kwaadwaarde');
      const digest = `sha-256=:${hash('sha256', changed, 'base64')}:`;
      const input = original.headers['Signature-Input'] ?? '';
      expect(await say({ body: changed })).toEqual([401, 'digest']);
      expect(await say({ body: changed, headers: { 'Content-Digest': digest } })).toEqual([401, 'signature']);
      expect(await say({ headers: { 'Idempotency-Key': '"anders"' } })).toEqual([401, 'signature']);
      expect(await say({ url: `${original.url}/elders` })).toEqual([401, 'signature']);
      expect(await say({ headers: { 'Signature-Input': input.replace(/expires=\d+/, (found) => `expires=${Number(found.slice(8)) + 60}`) } })).toEqual([401, 'signature']);
      expect(await say({ headers: { 'Signature-Input': input.replace(' "content-digest"', '') } })).toEqual([401, 'components']);
      for (const skewSeconds of [400, -60]) {
        platform.clock.skewSeconds = skewSeconds;
        expect(await say({})).toEqual([401, 'time']);
      }
      // Clocks may differ a little; and then the very same request a second time.
      platform.clock.skewSeconds = -20;
      expect((await say({}))[0]).toBeLessThan(300);
      expect(await say({})).toEqual([409, 'replayed']);
    });

    test('sends nothing that a platform could not take', async () => {
      const huge = deliveryTo('groot');
      await desk.db.query('UPDATE factsheet_publications SET document = $1 WHERE number = $2', [JSON.stringify({ lang: 'a'.repeat(4 * 1024 * 1024) }), await publish('groot')]);
      await huge.bringWaiting();
      expect([platform.received.length, (await huge.states())[0]]).toEqual([0, expect.objectContaining({ fault: 'platform-rejected', detail: expect.stringContaining('bytes groot') as string })]);
      // Of a document of another shape no card is made: what is known now is.
      expect((await get('/factsheet/loket/system-card.json')).status).toBe(200);
    });

    test('is sent as the description of the receiving side says', async () => {
      const doc = JSON.parse(await readFile(new URL('../../docs/platform-openapi.json', import.meta.url), 'utf8')) as Description;
      const { post } = doc.paths['/factsheets'];
      await publish('beschreven');
      await deliveryTo('beschreven').bringWaiting();
      const [{ headers, body }] = platform.received as [ScriptedPlatform['received'][number]];
      const envelope = JSON.parse(body) as object;
      const { Envelope, Receipt } = doc.components.schemas;
      expect(Object.keys(envelope).filter((name) => !Object.hasOwn(Envelope.properties, name))).toEqual([]);
      expect(Envelope.required.filter((name) => !Object.hasOwn(envelope, name))).toEqual([]);
      for (const [name, value] of Object.entries(envelope)) expect(String(value)).toMatch(new RegExp(Envelope.properties[name]?.pattern ?? ''));
      expect(post.parameters.filter(({ name, in: where }) => where !== 'header' || headers[name.toLowerCase()] === undefined)).toEqual([]);
      expect(Receipt.required).toEqual(['receipt', 'sha256']);
      // Each reference leads somewhere.
      const references = [...JSON.stringify(doc).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '');
      expect(references.filter((name) => !Object.hasOwn(doc.components.schemas, name))).toEqual([]);
      expect(references.length).toBeGreaterThan(5);
    });
  });
});

interface Schema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, { readonly pattern?: string }>>;
}

interface Description {
  readonly paths: { readonly '/factsheets': { readonly post: { readonly parameters: readonly { readonly name: string; readonly in: string }[] } } };
  readonly components: { readonly schemas: { readonly Envelope: Schema; readonly Receipt: Schema } };
}

function asPushed(state: PlatformState | undefined): PushState | undefined {
  return state?.kind === 'push' ? state : undefined;
}
