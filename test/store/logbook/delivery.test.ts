import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepLogbook } from '../../../src/cli/keeping/keep-logbook.ts';
import { createDelivery, DELIVERY } from '../../../src/logbook/otlp/deliver.ts';
import { createSender, type Send } from '../../../src/logbook/otlp/send.ts';
import { outletsOf } from '../../../src/logbook/outlets.ts';
import { keepRecords } from '../../../src/logbook/records.ts';
import type { Receiver } from '../../../src/logbook/rules.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { ownCertificate } from '../../support/logbook/certificate.ts';
import { attributeOf, type OtlpReceiver, startOtlpReceiver } from '../../support/logbook/otlp-receiver.ts';

let db: Database;
let receiver: OtlpReceiver;
let clock = Date.parse('2026-11-27T10:00:00Z');
let made = 0;
const now = () => new Date(clock);
const senders: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM logbook_queue');
  await db.query('DELETE FROM outlets');
  receiver = await startOtlpReceiver();
  await deliveryTo(receiver).start();
});
afterEach(async () => {
  await receiver.close();
  await Promise.all(senders.splice(0).map((sender) => sender.close()));
});

/** @param limitMs short only where nothing comes: an answer may be late on a busy machine. */
function senderTo(to: Partial<Receiver> & { readonly url: string }, limitMs?: number): Send {
  const sender = createSender({ tls: {}, headers: {}, ...to }, limitMs);
  senders.push(sender);
  return sender.send;
}
const deliveryWith = (send: Send) => createDelivery({ db, send, version: 'test', now });
const deliveryTo = ({ url }: OtlpReceiver, limitMs?: number) => deliveryWith(senderTo({ url }, limitMs));

/** @returns the spans of so many new records. */
async function records(count: number): Promise<string[]> {
  const spans = Array.from({ length: count }, () => randomBytes(8).toString('hex'));
  const toMake = spans.map((spanId) => ({
    traceId: randomBytes(16).toString('hex'), spanId, status: 'Ok' as const, name: 'Vraag', startTime: clock, endTime: clock, resource: { attributes: { 'service.name': 'balie' } },
    attributes: { 'dpl.core.processing_activity_id': `https://register.example/${(made += 1)}` }, entry: made,
  }));
  await db.transaction((tx) => keepRecords(tx, toMake, true, now()));
  return spans;
}
const waiting = async () => (await db.query('SELECT 1 FROM logbook_queue')).length;
const outlet = async () => (await outletsOf(db, [DELIVERY]))[0];
const spansOf = (of: OtlpReceiver) => of.spans.map(({ spanId }) => spanId);

describe('records on their way', () => {
  test('leave the queue when they are acknowledged, with what the receiver wants to see', async () => {
    const spans = await records(250);
    const delivery = deliveryWith(senderTo({ url: receiver.url, headers: { Authorization: 'Bearer geheim' } }));
    expect(await delivery.deliver()).toBe(250);
    expect(spansOf(receiver)).toEqual(spans);
    expect(receiver.requests.map(({ headers }) => [headers['content-type'], headers.authorization])).toEqual(Array.from({ length: 3 }, () => ['application/json', 'Bearer geheim']));
    expect(attributeOf(receiver.spans[0], 'dpl.core.processing_activity_id')).toMatch(/^https:\/\/register\.example\//);
    expect([await waiting(), await outlet()]).toMatchObject([0, { fault: null, failures: 0, acknowledgedAt: now() }]);
  });

  test('wait for no receiver that is not in the configuration any more, and go by their age', async () => {
    await records(2);
    const kept = await keepLogbook({ config: { logbook: undefined, siem: [] }, db, masterKey: randomBytes(32), onError: () => () => undefined });
    expect(await waiting()).toBe(0);
    await kept.stop();
  });

  test('miss nothing of a receiver that is away for ten minutes, and do not press it meanwhile', async () => {
    const { port } = new URL(receiver.url);
    await receiver.close();
    const delivery = deliveryTo(receiver);
    const spans: string[] = [];
    let tries = 0;
    for (let second = 0; second < 600; second += 5) {
      spans.push(...(await records(2)));
      const { failures = 0 } = (await outlet()) ?? {};
      expect(await delivery.deliver()).toBe(0);
      tries += ((await outlet())?.failures ?? 0) - failures;
      clock += 5_000;
    }
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(20);
    expect(await outlet()).toMatchObject({ fault: 'logbook-unreachable', detail: 'ECONNREFUSED', acknowledgedAt: null });
    receiver = await startOtlpReceiver({ port: Number(port) });
    clock += 60_000;
    expect(await delivery.deliver()).toBe(240);
    expect(spansOf(receiver)).toEqual(spans);
    expect([await waiting(), await outlet()]).toMatchObject([0, { fault: null, failures: 0 }]);
  });

  test.each([
    ['says 503', { status: 503 }, 'HTTP 503'],
    ['knows the desk not', { status: 401 }, 'HTTP 401'],
    ['sends it elsewhere', { status: 307, headers: { Location: 'http://127.0.0.1:1/' } }, 'HTTP 307'],
    ['says nothing', 'hang', /geen antwoord|UND_ERR/],
  ] as const)('stay while a receiver %s', async (_, answer, detail) => {
    const [span] = await records(1);
    receiver.answer = answer;
    expect(await deliveryTo(receiver, answer === 'hang' ? 300 : undefined).deliver()).toBe(0);
    expect(await waiting()).toBe(1);
    expect(await outlet()).toMatchObject({ fault: 'logbook-unreachable', detail: typeof detail === 'string' ? detail : (expect.stringMatching(detail) as string) });
    receiver.answer = 'keep';
    expect(await deliveryTo(receiver).deliver()).toBe(0);
    clock += 1_000;
    expect(await deliveryTo(receiver).deliver()).toBe(1);
    expect(spansOf(receiver)).toEqual([span]);
  });

  test.each(['99999999', 'Thu, 31 Dec 2099 23:59:59 GMT'])('wait as long as the receiver asks, but not for ever: %s', async (asked) => {
    await records(1);
    receiver.answer = { status: 429, headers: { 'Retry-After': asked } };
    await deliveryTo(receiver).deliver();
    receiver.answer = 'keep';
    clock += 9 * 60_000;
    expect(await deliveryTo(receiver).deliver()).toBe(0);
    clock += 60_000;
    expect(await deliveryTo(receiver).deliver()).toBe(1);
  });

  test('come again where the connection broke before the acknowledgement: the same span, so that it is seen to be the same', async () => {
    const spans = await records(3);
    receiver.answer = 'break';
    expect(await deliveryTo(receiver).deliver()).toBe(0);
    receiver.answer = 'keep';
    clock += 1_000;
    expect(await deliveryTo(receiver).deliver()).toBe(3);
    expect(spansOf(receiver)).toEqual([...spans, ...spans]);
  });

  test.each([['a partial success', false], ['a 400', true]])('that the receiver will not have hold up no other, and are never given up: %s', async (_, isWhole) => {
    const spans = await records(7);
    const bad = spans[3];
    receiver.answer = { refuse: ({ spanId }) => spanId === bad };
    const send = senderTo({ url: receiver.url });
    // A receiver that refuses a whole request for one span says 400.
    const strict: Send = async (body) => (isWhole && bad !== undefined && body.includes(bad) ? { what: 'refused', detail: 'HTTP 400' } : send(body));
    expect(await deliveryWith(strict).deliver()).toBe(6);
    expect(new Set(spansOf(receiver))).toEqual(new Set(spans.filter((span) => span !== bad)));
    expect([await waiting(), await outlet()]).toMatchObject([1, { fault: 'logbook-refused', detail: isWhole ? 'HTTP 400' : '1 geweigerd' }]);
    const [later] = await records(1);
    expect(await deliveryWith(strict).deliver()).toBe(1);
    expect(spansOf(receiver)).toContain(later);
    receiver.answer = 'keep';
    clock += 24 * 60 * 60_000;
    expect(await deliveryWith(send).deliver()).toBe(1);
    expect(spansOf(receiver)).toContain(bad);
    expect(await waiting()).toBe(0);
  });

  test('are acknowledged with a warning that is told, not what it says', async () => {
    await records(1);
    receiver.answer = { warn: 'Jan Jansen' };
    expect(await deliveryTo(receiver).deliver()).toBe(1);
    expect(await outlet()).toMatchObject({ fault: 'logbook-warning', detail: 'waarschuwing van de ontvanger' });
  });

  test('are sent once by several processes at once', async () => {
    const spans = await records(450);
    const counts = await Promise.all([1, 2, 3].map(() => deliveryTo(receiver).deliver()));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(450);
    expect(spansOf(receiver).toSorted()).toEqual(spans.toSorted());
  });

  test('of a process that was killed on the way are sent by another, a minute later', async () => {
    const spans = await records(5);
    const sent = Promise.withResolvers<void>();
    void deliveryWith(() => {
      sent.resolve();
      return new Promise(() => undefined);
    }).deliver();
    await sent.promise;
    expect(await deliveryTo(receiver).deliver()).toBe(0);
    clock += 60_000;
    expect(await deliveryTo(receiver).deliver()).toBe(5);
    expect(spansOf(receiver)).toEqual(spans);
  });
});

describe('over TLS', () => {
  const ours = ownCertificate();
  const theirs = ownCertificate();

  test('a server that nobody vouches for gets nothing; one that the own CA vouches for does, and sees who the desk is', async () => {
    const secure = await startOtlpReceiver({ tls: { ...theirs, ca: ours.cert, requestCert: true, rejectUnauthorized: false } });
    await records(1);
    expect(await deliveryTo(secure).deliver()).toBe(0);
    expect(secure.requests).toEqual([]);
    expect((await outlet())?.detail).toMatch(/SELF_SIGNED|CERT/);
    clock += 60_000;
    const send = senderTo({ url: secure.url, tls: { ca: theirs.cert, cert: ours.cert, key: ours.key } });
    expect(await deliveryWith(send).deliver()).toBe(1);
    expect(secure.requests.map(({ isByClientCertificate }) => isByClientCertificate)).toEqual([true]);
    await secure.close();
  });
});
