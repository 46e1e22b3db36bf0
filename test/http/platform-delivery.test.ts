import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addressKind } from '../../ingest/web/fetch/addresses.ts';
import { readActs } from '../../src/audit/management-log.ts';
import { createPlatformDelivery } from '../../src/factsheet/platforms/deliver.ts';
import { type Answer, pushPlatform } from '../../src/factsheet/platforms/push.ts';
import { postJson } from '../../src/outbound/post.ts';
import { asPushed, PUBLISHER, type PublishingDesk, startPublishingDesk } from '../support/publishing-desk.ts';
import type { ScriptedPlatform } from '../support/scripted-platform.ts';

describe('a factsheet that is brought to a platform', () => {
  let own: PublishingDesk;
  let desk: PublishingDesk['desk'];
  let platform: ScriptedPlatform;
  let publications: PublishingDesk['publications'];
  /** How often, when nothing was published. */
  let sentBefore: number;
  const clock = { now: new Date() };
  beforeAll(async () => {
    own = await startPublishingDesk();
    ({ desk, platform, publications } = own);
    await deliveryTo('leeg').bringWaiting();
    sentBefore = platform.received.length;
    await own.publish('eerste');
  });
  afterAll(() => own.close());
  beforeEach(() => {
    clock.now = new Date();
    platform.clock.skewSeconds = 0;
    platform.next.length = 0;
    platform.received.length = 0;
  });

  /** With a clock of its own, and what the test has of the way there. */
  const deliveryTo = (id: string, post?: (request: Parameters<typeof postJson>[0] & { url: string }) => Promise<Answer>, timeoutMs = 10_000) => {
    const settings = { allowPrivate: true, addressKind, unreachable: 'platform-unreachable', maxAnswerBytes: 1_000, timeoutMs } as const;
    const send = post ?? (({ url, ...request }) => postJson(request, { url, ...settings }));
    const to = pushPlatform({ id, url: platform.url, token: 'geheim-van-het-platform' }, { post: send, signer: own.signer, now: () => clock.now, explain: () => 'geen antwoord' });
    return createPlatformDelivery({ db: desk.db, publications, platforms: [to], record: desk.desk.recordAct, now: () => clock.now });
  };
  const later = (seconds: number) => void (clock.now = new Date(clock.now.getTime() + seconds * 1_000));
  const signatures = () => platform.received.map(({ headers }) => headers['signature']);

  test('is none before a person has published it', () => {
    expect(sentBefore).toBe(0);
  });

  test('is sent again with growing waits where the platform is away, and is never there twice when its answer was lost', async () => {
    // One of its answers never comes.
    const delivery = deliveryTo('traag', undefined, 2_000);
    platform.next.push({ status: 503 }, 'silent', { status: 429, headers: { 'Retry-After': '120' } }, 'lost');
    // Somebody else's clock goes on as well.
    const both = (seconds: number) => {
      later(seconds);
      platform.clock.skewSeconds = (clock.now.getTime() - Date.now()) / 1_000;
    };
    const waits: number[] = [];
    for (let at = 0; at < 4; at += 1) {
      await delivery.bringWaiting();
      const state = asPushed((await delivery.states())[0]);
      expect([state?.fault, state?.failures]).toEqual(['platform-unreachable', at + 1]);
      const wait = ((state?.nextAt?.getTime() ?? 0) - clock.now.getTime()) / 1_000;
      waits.push(wait);
      both(wait - 1);
      await delivery.bringWaiting();
      expect(platform.received).toHaveLength(at + 1);
      both(1);
    }
    expect(waits).toEqual([15, 30, 120, 120]);
    // It took the one of which the answer was lost.
    expect(platform.held.size).toBe(1);
    await delivery.bringWaiting();
    expect([platform.held.size, (await delivery.states())[0]?.publication, new Set(signatures()).size]).toEqual([1, 1, 5]);
  });

  test('is not tried a second time by a person while a try is under way, and is on record as brought once', async () => {
    const asked: boolean[] = [];
    let tries = 0;
    const delivery = deliveryTo('tegelijk', async ({ url, ...request }) => {
      tries += 1;
      if (tries === 1) return { status: 503, text: '' };
      asked.push(await delivery.retry('tegelijk', PUBLISHER));
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
    await own.publish(name);
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
    await desk.db.query('UPDATE factsheet_publications SET document = $1 WHERE number = $2', [JSON.stringify({ lang: 'a'.repeat(4 * 1024 * 1024) }), await own.publish('groot')]);
    await huge.bringWaiting();
    expect([platform.received.length, (await huge.states())[0]]).toEqual([0, expect.objectContaining({ fault: 'platform-rejected', detail: expect.stringContaining('bytes groot') as string })]);
    // Of a document of another shape no card is made: what is known now is.
    expect((await fetch(`${desk.url}/factsheet/loket/system-card.json`)).status).toBe(200);
  });

  test('is sent as the description of the receiving side says', async () => {
    const doc = JSON.parse(await readFile(new URL('../../docs/platform-openapi.json', import.meta.url), 'utf8')) as Description;
    const { post } = doc.paths['/factsheets'];
    await own.publish('beschreven');
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

interface Schema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, { readonly pattern?: string }>>;
}

interface Description {
  readonly paths: { readonly '/factsheets': { readonly post: { readonly parameters: readonly { readonly name: string; readonly in: string }[] } } };
  readonly components: { readonly schemas: { readonly Envelope: Schema; readonly Receipt: Schema } };
}
