import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/store/database.ts';
import type { Challenge } from '../../../src/visitors/challenges.ts';
import { SLOT_MS } from '../../../src/visitors/counts.ts';
import { type LimitRules, limitRules } from '../../../src/visitors/limit-rules.ts';
import { createVisitorLimits, type Verdict } from '../../../src/visitors/limits.ts';
import { openTestDatabase } from '../../support/database.ts';
import { proofOf } from '../../support/proof.ts';

const MINE = Uint8Array.from([203, 0, 113, 7]);
const YOURS = Uint8Array.from([203, 0, 113, 8]);
const DAY_MS = 24 * 60 * 60_000;

describe('limits of visitors', () => {
  let db: Database;
  let at: number;
  const masterKey = randomBytes(32);
  const verdicts: string[] = [];
  const rules: LimitRules = limitRules.parse({ address: { free: 2, most: 4 }, token: { free: 1, most: 2 }, total: { free: 6, most: 8 }, difficulty: 5 });
  const replica = (given: Partial<LimitRules> = {}) =>
    createVisitorLimits(db, { masterKey, rules: { ...rules, ...given }, now: () => at, onVerdict: (verdict, by) => verdicts.push(`${verdict} ${by}`.trim()) });
  const challengeOf = (verdict: Verdict): Challenge => {
    if (verdict.kind !== 'proof-needed') throw new Error(`a ${verdict.kind}`);
    return verdict.challenge;
  };
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.query('DELETE FROM visitor_counts');
    await db.query('DELETE FROM visitor_keys');
    verdicts.length = 0;
    // The first second of a slot, in the middle of a day.
    at = Math.floor(Date.parse('2026-11-26T12:00:00Z') / SLOT_MS) * SLOT_MS + 1_000;
  });

  test('let in freely, then with a proof, then no more; over all replicas', async () => {
    const [one, other] = [replica(), replica()];
    expect([await one.admit({ network: MINE }), await other.admit({ network: MINE })]).toEqual([{ kind: 'admitted' }, { kind: 'admitted' }]);
    const asked = [challengeOf(await one.admit({ network: MINE })), challengeOf(await other.admit({ network: MINE }))];
    // Asked by one, checked by the other.
    for (const [index, challenge] of asked.entries()) expect(await [other, one][index]?.admit({ network: MINE, proof: proofOf(challenge) })).toEqual({ kind: 'admitted' });
    const refused = await one.admit({ network: MINE });
    expect(refused).toEqual({ kind: 'too-many', retryAfterMs: expect.any(Number) });
    expect(verdicts).toEqual(['free', 'free', 'proof-needed address', 'proof-needed address', 'proved', 'proved', 'too-many address']);
    // Another address has its own.
    expect(await one.admit({ network: YOURS })).toEqual({ kind: 'admitted' });
  });

  test('let who comes back when told in again', async () => {
    const limits = replica();
    for (let times = 0; times < 2; times += 1) await limits.admit({ network: MINE });
    const asked = await limits.admit({ network: MINE });
    at += asked.kind === 'proof-needed' ? asked.retryAfterMs - 1_000 : 0;
    expect((await limits.admit({ network: MINE })).kind).toBe('proof-needed');
    at += 1_000;
    expect(await limits.admit({ network: MINE })).toEqual({ kind: 'admitted' });
  });

  test('take a proof once, also where it is sent to all replicas at the same moment', async () => {
    const limits = replica({ address: { free: 1, most: 9 } });
    await limits.admit({ network: MINE });
    const proof = proofOf(challengeOf(await limits.admit({ network: MINE })));
    const all = await Promise.all(Array.from({ length: 6 }, async () => replica({ address: { free: 1, most: 9 } }).admit({ network: MINE, proof })));
    expect(all.filter(({ kind }) => kind === 'admitted')).toHaveLength(1);
    // Nor after a sweep, nor in the next slot, as long as it is valid at all.
    at += 4 * 60_000 + 30_000;
    await limits.sweep();
    expect((await limits.admit({ network: MINE, proof })).kind).toBe('proof-needed');
    expect((await limits.admit({ network: YOURS, proof })).kind).toBe('admitted');
  });

  test('let no more in at the same moment than one after the other', async () => {
    const limits = replica({ address: { free: 5, most: 9 }, total: { free: 50, most: 90 } });
    const all = await Promise.all(Array.from({ length: 20 }, async () => limits.admit({ network: MINE })));
    expect(all.filter(({ kind }) => kind === 'admitted')).toHaveLength(5);
  });

  test('count tokens of the widget, and all together', async () => {
    const limits = replica({ address: { free: 50, most: 90 } });
    expect((await limits.admit({ network: MINE, token: 'a' })).kind).toBe('admitted');
    expect((await limits.admit({ network: MINE, token: 'a' })).kind).toBe('proof-needed');
    expect((await limits.admit({ network: YOURS, token: 'b' })).kind).toBe('admitted');
    for (let times = 2; times < 6; times += 1) expect((await limits.admit({ network: undefined })).kind).toBe('admitted');
    const challenge = challengeOf(await limits.admit({ network: undefined }));
    expect((await limits.admit({ network: undefined, proof: proofOf(challenge) })).kind).toBe('admitted');
    expect(verdicts.filter((verdict) => verdict.startsWith('proof'))).toEqual(['proof-needed token', 'proof-needed total']);
  });

  test('count who has a wider network of IPv6 addresses for all of it, and IPv4 addresses for themselves alone', async () => {
    const limits = replica({ networkTimes: 2, total: { free: 50, most: 90 } });
    const of = (third: number, last: number) => Uint8Array.from([0x2a, 0x02, 0xa4, 0x5f, 0, third, 0, last]);
    // Each /64 asks once: four for the price of two addresses.
    for (let last = 0; last < 4; last += 1) expect((await limits.admit({ network: of(1, last) })).kind).toBe('admitted');
    const asked = challengeOf(await limits.admit({ network: of(1, 4) }));
    expect(verdicts.at(-1)).toBe('proof-needed network');
    expect((await limits.admit({ network: of(1, 4), proof: proofOf(asked) })).kind).toBe('admitted');
    for (let last = 5; last < 8; last += 1) await limits.admit({ network: of(1, last), proof: proofOf(challengeOf(await limits.admit({ network: of(1, last) }))) });
    expect((await limits.admit({ network: of(1, 9) })).kind).toBe('too-many');
    expect(verdicts.at(-1)).toBe('too-many network');
    // The neighbour has its own, and so has each IPv4 address.
    expect((await limits.admit({ network: of(2, 0) })).kind).toBe('admitted');
    for (let last = 0; last < 9; last += 1) expect((await limits.admit({ network: Uint8Array.from([203, 0, 113, last]) })).kind).toBe('admitted');
    expect(await db.query(`SELECT FROM visitor_counts WHERE scope LIKE 'network:%'`)).toHaveLength(2);
  });

  test('ask no proof of who is in need, and count them with all others, up to the most', async () => {
    const limits = replica();
    for (let times = 0; times < 4; times += 1) expect(await limits.admit({ network: MINE, isUrgent: true })).toEqual({ kind: 'admitted' });
    expect(await limits.admit({ network: MINE, isUrgent: true })).toEqual({ kind: 'too-many', retryAfterMs: expect.any(Number) });
    expect(await limits.admit({ network: MINE })).toEqual({ kind: 'too-many', retryAfterMs: expect.any(Number) });
    expect(await limits.admit({ network: YOURS, isUrgent: true })).toEqual({ kind: 'admitted' });
  });

  test('count what is no question apart, without a proof', async () => {
    const limits = replica();
    for (let times = 0; times < 4; times += 1) expect(await limits.admitOther(MINE)).toEqual({ kind: 'admitted' });
    const refused = await limits.admitOther(MINE);
    expect(refused).toEqual({ kind: 'too-many', retryAfterMs: expect.any(Number) });
    expect(await limits.admit({ network: MINE })).toEqual({ kind: 'admitted' });
    expect(await limits.admitOther(YOURS)).toEqual({ kind: 'admitted' });
    for (let times = 0; times < 3; times += 1) expect(await limits.admitOther(undefined)).toEqual({ kind: 'admitted' });
    expect((await limits.admitOther(undefined)).kind).toBe('too-many');
    at += refused.kind === 'too-many' ? refused.retryAfterMs : 0;
    expect(await limits.admitOther(MINE)).toEqual({ kind: 'admitted' });
  });

  test('take nothing of all together from who is refused by a narrower one', async () => {
    const limits = replica({ address: { free: 1, most: 1 } });
    for (let times = 0; times < 20; times += 1) await limits.admit({ network: MINE });
    expect((await limits.admit({ network: YOURS })).kind).toBe('admitted');
    expect(await db.query(`SELECT count FROM visitor_counts WHERE scope = 'total'`)).toEqual([{ count: 2 }]);
  });

  test('keep no address, and nothing by which one could be found after its day', async () => {
    const limits = replica();
    await limits.admit({ network: MINE });
    const scopes = async () => (await db.query<{ scope: string }>(`SELECT scope FROM visitor_counts WHERE scope LIKE 'address:%'`)).map(({ scope }) => scope);
    const [first = ''] = await scopes();
    expect(first).toMatch(/^address:[\w-]{43}$/);
    await replica().admit({ network: MINE });
    expect(await scopes()).toEqual([first]);
    const [today] = await db.query<{ key: Buffer }>('SELECT key FROM visitor_keys');
    at += DAY_MS;
    await limits.sweep();
    expect([await db.query('SELECT FROM visitor_keys'), await scopes()]).toEqual([[], []]);
    await limits.admit({ network: MINE });
    expect(await scopes()).not.toEqual([first]);
    const [tomorrow] = await db.query<{ key: Buffer }>('SELECT key FROM visitor_keys');
    expect(tomorrow?.key.equals(today?.key ?? Buffer.alloc(0))).toBe(false);
  });

  test('ask for the key again when the database was away', async () => {
    let isAway = true;
    const broken: Database = { ...db, query: (...given) => (isAway ? Promise.reject(new Error('away')) : db.query(...given)) };
    const limits = createVisitorLimits(broken, { masterKey, rules, now: () => at });
    await expect(limits.admit({ network: MINE })).rejects.toThrow('away');
    isAway = false;
    expect(await limits.admit({ network: MINE })).toEqual({ kind: 'admitted' });
  });
});
