import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeKey, putGroup, rotateKey } from '../../../../src/identity/change-keys.ts';
import { createKey, type NewKey } from '../../../../src/identity/keys.ts';
import { giveBackTokens, takeTokens } from '../../../../src/identity/limits/counters.ts';
import { type Admitted, createLimiter, type Limiter } from '../../../../src/identity/limits/limiter.ts';
import type { Database } from '../../../../src/store/database.ts';
import { openTestDatabase } from '../../../support/database.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

/** Half past nine on a Dutch winter morning. */
const START = Date.parse('2026-11-25T08:30:00Z');
const HOUR = 60 * 60 * 1000;
let now = START;
beforeEach(() => void (now = START));

const open = () => createLimiter(db, { now: () => now });
const call = (expectedTokens: number) => ({ model: 'chat', expectedTokens });
const used = (tokens: number) => ({ promptTokens: tokens, answerTokens: 0 });

async function keyWith(facts: Partial<NewKey>) {
  const { id } = await createKey(db, { name: 'Programma', models: ['chat'], ...facts });
  return { id, models: ['chat'], assistants: [] };
}

/** How many of so many calls are let in, one after the other, each of which uses what was expected. */
async function letIn(limiter: Limiter, key: Awaited<ReturnType<typeof keyWith>>, calls: number, tokens = 1): Promise<number> {
  let count = 0;
  for (let n = 0; n < calls; n += 1) {
    const admitted = await attempt(limiter, key, tokens);
    if (admitted === undefined) continue;
    count += 1;
    admitted.settle(used(tokens));
  }
  return count;
}

async function attempt(limiter: Limiter, key: Awaited<ReturnType<typeof keyWith>>, tokens: number): Promise<Admitted | undefined> {
  try {
    return await limiter.admit(key, call(tokens));
  } catch (error) {
    if (['rate-limited', 'budget-spent'].includes((error as { code?: string }).code ?? '')) return undefined;
    throw error;
  }
}

const refusal = async (limiter: Limiter, key: Awaited<ReturnType<typeof keyWith>>, tokens = 1) => {
  try {
    await limiter.admit(key, call(tokens));
  } catch (error) {
    const { code, detail, retryAfterMs } = error as { code: string; detail: string; retryAfterMs: number };
    return { code, detail, retryAfterMs };
  }
  return undefined;
};

const takenOf = async (scope: string) => (await db.query<{ taken: number }>('SELECT taken FROM token_budgets WHERE scope = $1', [scope])).map(({ taken }) => taken);

describe('requests per minute', () => {
  test('are let in up to the limit, and again exactly when it is said', async () => {
    const [limiter, key] = [open(), await keyWith({ requestsPerMinute: 5 })];
    expect(await letIn(limiter, key, 3)).toBe(3);
    now += 10_000;
    expect(await letIn(limiter, key, 9)).toBe(2);
    const refused = await refusal(limiter, key);
    expect(refused).toEqual({ code: 'rate-limited', detail: 'deze sleutel mag er 5', retryAfterMs: 52_000 });
    now += 51_999;
    expect(await letIn(limiter, key, 1)).toBe(0);
    now += 1;
    expect(await letIn(limiter, key, 9)).toBe(3);
    expect((await refusal(limiter, key))?.retryAfterMs).toBe(10_000);
  });

  test('never come to more than the limit in any sixty seconds, over several processes', async () => {
    const key = await keyWith({ requestsPerMinute: 40 });
    const limiters = [open(), open(), open()];
    const times: number[] = [];
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let step = 0; step < 400; step += 1) {
      now += random(1_200);
      const limiter = limiters[random(3)] ?? open();
      const together = await Promise.all(Array.from({ length: random(4) }, () => attempt(limiter, key, 1)));
      for (const admitted of together) if (admitted !== undefined) times.push(now);
    }
    for (const from of times) expect(times.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(40);
    // What is not the limit's doing is not refused: over the four minutes it was met again and again.
    expect(times.length).toBeGreaterThan(130);
  });
});

describe('tokens', () => {
  test('that are given back of a day that is over count for no other', async () => {
    const budget = { scope: 'key:gisteren', span: 'day', max: 100, needed: 60, wished: 60 } as const;
    const back = (starts: string, amount: number) => giveBackTokens(db, [{ scope: budget.scope, span: budget.span, starts, amount }]);
    await takeTokens(db, { ...budget, starts: '2026-11-25' });
    await takeTokens(db, { ...budget, starts: '2026-11-26' });
    await back('2026-11-25', 60);
    expect(await takenOf(budget.scope)).toEqual([60]);
    await back('2026-11-26', 10);
    expect(await takenOf(budget.scope)).toEqual([50]);
  });

  test('are let in while any are left, and the difference with what was expected is settled', async () => {
    const [limiter, key] = [open(), await keyWith({ tokensPerDay: 100 })];
    const first = await limiter.admit(key, call(80));
    expect(await letIn(limiter, key, 3, 30)).toBe(1);
    first.settle(used(10));
    first.settle(used(10));
    expect(await letIn(limiter, key, 1, 60)).toBe(1);
    expect(await refusal(limiter, key)).toEqual({ code: 'budget-spent', detail: 'deze sleutel mag 100 tokens per dag', retryAfterMs: 14.5 * HOUR });
    now += 14.5 * HOUR;
    expect(await letIn(limiter, key, 1, 60)).toBe(1);
    await limiter.close();
  });

  test('used beyond what was expected count too', async () => {
    const [limiter, key] = [open(), await keyWith({ tokensPerDay: 100 })];
    (await limiter.admit(key, call(10))).settle(used(150));
    expect(await attempt(limiter, key, 1)).toBeUndefined();
    await limiter.close();
    expect(await takenOf(`key:${key.id}`)).toEqual([150]);
    expect(await attempt(open(), key, 1)).toBeUndefined();
  });

  test('of a month open again on its first day, in Dutch time, whatever changes about the clock', async () => {
    now = Date.parse('2026-10-25T00:30:00Z');
    const [limiter, key] = [open(), await keyWith({ tokensPerDay: 60, tokensPerMonth: 100 })];
    expect(await letIn(limiter, key, 9, 20)).toBe(3);
    // A day of 25 hours: the clock goes back.
    expect(await refusal(limiter, key)).toMatchObject({ detail: 'deze sleutel mag 60 tokens per dag', retryAfterMs: 22.5 * HOUR });
    now += 22.5 * HOUR;
    expect(await letIn(limiter, key, 9, 20)).toBe(2);
    const refused = await refusal(limiter, key);
    expect(refused?.detail).toBe('deze sleutel mag 100 tokens per maand');
    expect(new Date(now + (refused?.retryAfterMs ?? 0)).toISOString()).toBe('2026-10-31T23:00:00.000Z');
  });

  test.each([1, 2, 3])('random calls over several processes come to the limit, never over it, and nothing is lost: %i', async (start) => {
    const key = await keyWith({ tokensPerDay: 5_000, tokensPerMonth: 1_000_000 });
    const limiters = [open(), open(), open()];
    let seed = start;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const underWay: { admission: Admitted; tokens: number }[] = [];
    let total = 0;
    for (let step = 0; step < 250; step += 1) {
      now += random(4_000);
      const expected = 1 + random(120);
      const limiter = limiters[random(3)] ?? open();
      const admissions = await Promise.all(Array.from({ length: 1 + random(3) }, () => attempt(limiter, key, expected)));
      for (const admission of admissions) if (admission !== undefined) underWay.push({ admission, tokens: random(expected + 1) });
      while (underWay.length > random(6)) {
        const [{ admission, tokens } = { admission: undefined, tokens: 0 }] = underWay.splice(random(underWay.length), 1);
        admission?.settle(used(tokens));
        total += tokens;
        // The one let in last, in each process, may have had less than it expected.
        expect(total).toBeLessThanOrEqual(5_000 + 3 * 120);
      }
    }
    for (const { admission, tokens } of underWay) {
      admission.settle(used(tokens));
      total += tokens;
    }
    await Promise.all(limiters.map((limiter) => limiter.close()));
    expect(await takenOf(`key:${key.id}`)).toEqual([total, total]);
    const [row] = await db.query<{ used: number }>('SELECT sum(prompt_tokens + answer_tokens)::bigint AS used FROM key_use WHERE scope = $1', [`key:${key.id}`]);
    expect(row?.used).toBe(total);
    expect(total).toBeGreaterThan(4_800);
  });

  test('that a process held when it died are lost, the budget is not passed, and they are few', async () => {
    const key = await keyWith({ tokensPerDay: 10_000 });
    let total = 0;
    for (let deaths = 0; deaths < 20; deaths += 1) {
      const limiter = open();
      now += 5_000;
      total += 10 * (await letIn(limiter, key, 5, 10));
    }
    const [taken = 0] = await takenOf(`key:${key.id}`);
    expect(taken).toBeGreaterThanOrEqual(total);
    expect(taken - total).toBeLessThanOrEqual(total);
    const rest = 10 * (await letIn(open(), key, 2_000, 10));
    expect(total + rest).toBeLessThanOrEqual(10_000);
  });
});

describe('a group', () => {
  test('is held to its own limits, over all of its keys, beside theirs', async () => {
    await putGroup(db, 'Belastingen', { requestsPerMinute: null, tokensPerDay: 100, tokensPerMonth: null });
    const limiter = open();
    const [one, two] = [await keyWith({ group: 'Belastingen', tokensPerDay: 30 }), await keyWith({ group: 'Belastingen' })];
    expect(await letIn(limiter, one, 9, 10)).toBe(3);
    expect(await letIn(open(), two, 9, 10)).toBe(7);
    expect((await refusal(limiter, two))?.detail).toBe('de groep Belastingen mag 100 tokens per dag');
  });
});

describe('limits that change', () => {
  test('hold at once where they were changed, and within seconds elsewhere; what was used before counts', async () => {
    const key = await keyWith({});
    const [here, elsewhere] = [open(), open()];
    expect(await letIn(here, key, 4, 10)).toBe(4);
    expect(await letIn(elsewhere, key, 1, 10)).toBe(1);
    await here.close();
    await changeKey(db, key.id, { tokensPerDay: 45 });
    const again = open();
    expect(await letIn(again, key, 4, 1)).toBe(4);
    expect(await letIn(elsewhere, key, 4, 10)).toBe(4);
    now += 5_000;
    await letIn(elsewhere, key, 9, 10);
    expect(await attempt(elsewhere, key, 10)).toBeUndefined();
    await changeKey(db, key.id, { tokensPerDay: null });
    elsewhere.forget();
    expect(await letIn(elsewhere, key, 4, 10)).toBe(4);
  });

  test('go along to the key that takes over, with what was used', async () => {
    const key = await keyWith({ tokensPerDay: 50 });
    expect(await letIn(open(), key, 4, 10)).toBe(4);
    const made = await rotateKey(db, key.id, { overlapMs: HOUR, now: new Date(now) });
    expect(await letIn(open(), { ...key, id: made?.id ?? '' }, 4, 10)).toBe(1);
  });
});

test('a model that is not the key’s is refused, and an assistant goes by its own name', async () => {
  const limiter = open();
  const { id } = await createKey(db, { name: 'Beperkt', models: ['chat'], assistants: ['loket'] });
  const key = { id, models: ['chat'], assistants: ['loket'] };
  for (const model of ['chat', 'balie/loket']) await limiter.admit(key, { model, expectedTokens: 1 });
  for (const model of ['ander', 'loket', 'balie/collega', 'balie/', '*', '']) {
    expect(() => limiter.admit(key, { model, expectedTokens: 1 }), model).toThrow('key-forbidden');
  }
  await limiter.admit({ id, models: ['*'], assistants: [] }, { model: 'ander', expectedTokens: 1 });
});

test('the usual call is let in at once, without a promise', async () => {
  const [limiter, key] = [open(), await keyWith({ requestsPerMinute: 1_000_000, tokensPerDay: 1_000_000_000, tokensPerMonth: 1_000_000_000 })];
  let waited = 0;
  for (let n = 0; n < 2_000; n += 1) {
    now += 1;
    const admitted = limiter.admit(key, call(100));
    if (admitted instanceof Promise) waited += 1;
    (await admitted).settle(used(50));
  }
  expect(waited).toBeLessThan(40);
  await limiter.close();
});
