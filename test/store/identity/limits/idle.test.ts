import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createKey } from '../../../../src/identity/keys.ts';
import { createLimiter } from '../../../../src/identity/limits/limiter.ts';
import type { Database } from '../../../../src/store/database.ts';
import { onServer, openTestDatabase } from '../../../support/database.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
afterEach(() => vi.useRealTimers());

const call = (expectedTokens: number) => ({ model: 'chat', expectedTokens });
const used = (promptTokens: number) => ({ promptTokens, answerTokens: 0 });

// The timers are the test's here, and the pool of a server's connections has timers of its own.
test.skipIf(onServer)('a budget that nobody spent of for minutes, while another was spent, loses nothing when it is spent of again', async () => {
  let now = Date.parse('2026-11-25T08:30:00Z');
  const { id } = await createKey(db, { name: 'Programma', models: ['chat'], tokensPerDay: 100, tokensPerMonth: 1_000 });
  const key = { id, models: ['chat'], assistants: [] };
  const open = () => createLimiter(db, { now: () => now });
  const taken = async () => (await db.query<{ taken: number }>('SELECT taken FROM token_budgets WHERE scope = $1 ORDER BY span', [`key:${id}`])).map((row) => row.taken);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  /** What is idle goes back to the database; a tick more, and what is over is forgotten. */
  const tick = async (until: readonly number[]) => {
    vi.runOnlyPendingTimers();
    while (String(await taken()) !== String(until)) await new Promise(setImmediate);
    vi.runOnlyPendingTimers();
    await taken();
  };

  const [here, elsewhere] = [open(), open()];
  (await here.admit(key, call(10))).settle(used(10));
  const whole = await elsewhere.admit(key, call(90));
  // The day is spent: each of these is refused, and the month is not looked at.
  for (let asked = 0; asked < 16; asked += 1) {
    now += 5_000;
    await expect((async () => here.admit(key, call(10)))()).rejects.toMatchObject({ code: 'budget-spent' });
  }
  await tick([100, 100]);
  whole.settle(used(0));
  await elsewhere.close();
  // Until then it believes that there is no more.
  now += 1_000;
  (await here.admit(key, call(10))).settle(used(4));
  await here.close();
  expect(await taken()).toEqual([14, 14]);
});
