import { afterAll, beforeAll, expect, test } from 'vitest';
import { BalieError } from '../../../../src/errors.ts';
import { createKey } from '../../../../src/identity/keys.ts';
import { createLimiter } from '../../../../src/identity/limits/limiter.ts';
import type { Database } from '../../../../src/store/database.ts';
import { openTestDatabase } from '../../../support/database.ts';
import { sinceNoon } from '../../../support/since-noon.ts';

let db: Database;
let failing: RegExp | undefined;
/** The same database, that cannot be reached for the statements that are named. */
let shaky: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  shaky = { ...db, query: (sql, ...rest) => (failing?.test(sql) === true ? Promise.reject(new BalieError('database-unavailable')) : db.query(sql, ...rest)) };
});
afterAll(() => db.close());

const now = sinceNoon();
const limiterOn = (on: Database, onError: (error: unknown) => void = () => undefined) => createLimiter(on, { now, onError });

async function keyWith(tokensPerDay: number) {
  const { id } = await createKey(db, { name: 'Programma', models: ['chat'], tokensPerDay });
  return { id, models: ['chat'], assistants: [] };
}
const call = { model: 'chat', expectedTokens: 10 };
const used = { promptTokens: 6, answerTokens: 4 };
const stateOf = (id: string) =>
  db.query<{ taken: number; used: number; requests: number }>(
    `SELECT taken, prompt_tokens + answer_tokens AS used, requests FROM token_budgets JOIN key_use USING (scope) WHERE scope = $1`, [`key:${id}`],
  );

test('while the database is away, calls that need it are refused, and let in when it is back', async () => {
  const [limiter, key] = [limiterOn(shaky), await keyWith(1_000)];
  failing = /./;
  await expect(limiter.admit(key, call)).rejects.toMatchObject({ code: 'database-unavailable' });
  failing = /INTO token_budgets/;
  await expect(limiter.admit(key, call)).rejects.toMatchObject({ code: 'database-unavailable' });
  failing = undefined;
  (await limiter.admit(key, call)).settle(used);
  await limiter.close();
  expect(await stateOf(key.id)).toEqual([{ taken: 10, used: 10, requests: 1 }]);
});

test.each([/INTO key_use/, /UPDATE token_budgets/])('what could not be written (%s) is kept, and written once', async (statement) => {
  const [limiter, key] = [limiterOn(shaky), await keyWith(1_000)];
  const admitted = await limiter.admit(key, { model: 'chat', expectedTokens: 100 });
  admitted.settle(used);
  failing = statement;
  await expect(limiter.close()).rejects.toMatchObject({ code: 'database-unavailable' });
  failing = undefined;
  await limiter.close();
  await limiter.close();
  expect(await stateOf(key.id)).toEqual([{ taken: 10, used: 10, requests: 1 }]);
});

test('what was used is written while the desk runs, and what nobody uses is given back', async () => {
  const [limiter, key] = [limiterOn(db), await keyWith(1_000)];
  const open = await limiter.admit(key, { model: 'chat', expectedTokens: 100 });
  (await limiter.admit(key, { model: 'chat', expectedTokens: 100 })).settle(used);
  await expect.poll(() => stateOf(key.id), { interval: 100 }).toEqual([{ taken: 110, used: 10, requests: 2 }]);
  open.settle(used);
  await expect.poll(() => stateOf(key.id), { interval: 100 }).toEqual([{ taken: 20, used: 20, requests: 2 }]);
  await limiter.close();
});

test('an error is told, and what was used is written when that goes again', async () => {
  const heard: unknown[] = [];
  const [limiter, key] = [limiterOn(shaky, (error) => heard.push(error)), await keyWith(1_000)];
  failing = /INTO key_use/;
  (await limiter.admit(key, call)).settle(used);
  await expect.poll(() => heard.length, { interval: 100 }).toBeGreaterThan(0);
  failing = undefined;
  await expect.poll(() => stateOf(key.id), { interval: 100 }).toMatchObject([{ used: 10, requests: 1 }]);
  await limiter.close();
});

test('what is owed is not counted twice, whatever others take before it is written', async () => {
  const [limiter, other, key] = [limiterOn(shaky), limiterOn(db), await keyWith(100)];
  (await limiter.admit(key, { model: 'chat', expectedTokens: 100 })).settle({ promptTokens: 150, answerTokens: 0 });
  failing = /UPDATE token_budgets/;
  await expect(limiter.close()).rejects.toMatchObject({ code: 'database-unavailable' });
  await expect(other.admit(key, call)).rejects.toMatchObject({ code: 'budget-spent' });
  failing = undefined;
  await limiter.close();
  await other.close();
  expect(await stateOf(key.id)).toEqual([{ taken: 150, used: 150, requests: 1 }]);
});
