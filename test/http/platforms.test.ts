import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { openPlatforms } from '../../src/cli/factsheet/open-platforms.ts';
import { systemCardSchema, cyclonedxSchema } from '../support/card-schemas.ts';
import { colleague } from '../support/employee.ts';
import { asPushed, type PublishingDesk, startPublishingDesk } from '../support/publishing-desk.ts';

const VERIFIER = new URL('../../deploy/factsheet/verify-factsheet.mjs', import.meta.url).pathname;

describe('the factsheet for platforms', () => {
  let own: PublishingDesk;
  let desk: PublishingDesk['desk'];
  let platform: PublishingDesk['platform'];
  let publications: PublishingDesk['publications'];
  let signer: PublishingDesk['signer'];
  beforeAll(async () => {
    own = await startPublishingDesk([{ id: 'in-beheer', url: 'https://platform.invalid/', allowPrivate: false }]);
    ({ desk, platform, publications, signer } = own);
  });
  afterAll(() => own.close());
  beforeEach(() => void (platform.received.length = 0));

  const get = (path: string, headers: Record<string, string> = {}) => fetch(desk.url + path, { headers });

  test('tells programs that nothing was published', async () => {
    const response = await get('/.well-known/ai-factsheet.json');
    expect([response.status, response.headers.get('Content-Type'), response.headers.get('Access-Control-Allow-Origin')]).toEqual([404, 'application/problem+json; charset=utf-8', '*']);
    expect(await response.json()).toMatchObject({ code: 'factsheet-unpublished' });
    // What is known without a publication says that it is none.
    const card = systemCardSchema.omit({ models: true }).loose().parse(await (await get('/factsheet/loket/system-card.json')).json());
    expect(card.labels[0]).toEqual({ name: 'factsheet', value: 'concept, nog niet gepubliceerd' });
  });

  describe('once a person has published it', () => {
    beforeAll(async () => void (await own.publish('eerste')));

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
  });
});
