import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../../../../src/identity/keys.ts';
import { putGroup } from '../../../../src/identity/change-keys.ts';
import { createLimiter } from '../../../../src/identity/limits/limiter.ts';
import type { Database } from '../../../../src/store/database.ts';
import { openTestDatabase } from '../../../support/database.ts';
import { sinceNoon } from '../../../support/since-noon.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

/** In each process the one let in last may have found less than it took. */
const LAST = 3 * 10;

/** On a server these really run side by side: locks taken in another order would end in a deadlock. */
test('many calls at once with several keys of one group, in three processes, come to the limits, and nothing is lost', async () => {
  await putGroup(db, 'Samen', { requestsPerMinute: 500, tokensPerDay: 3_000, tokensPerMonth: 100_000 });
  const ids = await Promise.all(Array.from({ length: 6 }, async () => (await createKey(db, { name: 'Programma', models: ['chat'], group: 'Samen', tokensPerDay: 600, tokensPerMonth: 90_000 })).id));
  const errors: unknown[] = [];
  const now = sinceNoon();
  const limiters = [1, 2, 3].map(() => createLimiter(db, { now, onError: (error) => errors.push(error) }));
  const usedBy = new Map<string, number>();
  await Promise.all(
    limiters.flatMap((limiter) =>
      ids.map(async (id) => {
        for (let n = 0; n < 60; n += 1) {
          try {
            const admission = await limiter.admit({ id, models: ['chat'], assistants: [] }, { model: 'chat', expectedTokens: 10 });
            usedBy.set(id, (usedBy.get(id) ?? 0) + 10);
            admission.settle({ promptTokens: 4, answerTokens: 6 });
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^(?:budget-spent|rate-limited)$/) as string });
          }
        }
      }),
    ),
  );
  await Promise.all(limiters.map((limiter) => limiter.close()));
  expect(errors).toEqual([]);
  const total = [...usedBy.values()].reduce((sum, tokens) => sum + tokens, 0);
  for (const used of usedBy.values()) expect(used).toBeLessThanOrEqual(600 + LAST);
  expect(total).toBeLessThanOrEqual(3_000 + LAST);
  expect(total).toBeGreaterThan(2_400);
  const rows = await db.query<{ scope: string; taken: number; used: number }>(
    `SELECT b.scope, b.taken, (SELECT sum(prompt_tokens + answer_tokens)::bigint FROM key_use u WHERE u.scope = b.scope) AS used FROM token_budgets b`,
  );
  expect(rows.length).toBe(14);
  for (const { scope, taken, used } of rows) expect({ scope, taken }).toEqual({ scope, taken: used });
  expect(rows.find(({ scope }) => scope === 'group:Samen')?.used).toBe(total);
  const [requests] = await db.query<{ requests: number }>(`SELECT requests FROM key_use WHERE scope = 'group:Samen'`);
  expect(requests?.requests).toBe(total / 10);
});
