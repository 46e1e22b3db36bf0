import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRefusals } from '../../../src/identity/logins/refused.ts';
import type { Database } from '../../../src/store/database.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const request = new AsyncLocalStorage<string>();

function refusals() {
  const written: unknown[] = [];
  const state = { isAway: false };
  const db = { transaction: (work: (tx: Database) => Promise<unknown>) => work(db as never) };
  const refused = createRefusals({
    db: db as never,
    async record(_, { kind, facts }) {
      if (state.isAway) throw new Error('away');
      written.push([kind, facts, request.getStore()]);
    },
  });
  return { written, state, refused };
}

test('of each cause one is recorded at once, and the others of a minute as how many they were, of no request', async () => {
  const { written, refused } = refusals();
  for (let times = 0; times < 1_000; times += 1) await request.run('door', () => refused('login-failed'));
  await request.run('door', () => refused('passkey-refused'));
  const first = [['login.refused', { cause: 'login-failed' }, 'door'], ['login.refused', { cause: 'passkey-refused' }, 'door']];
  expect(written).toEqual(first);
  await vi.advanceTimersByTimeAsync(60_000);
  const counted = ['login.refused', { cause: 'login-failed', times: 999 }, undefined];
  expect(written).toEqual([...first, counted]);
  // Behind what was counted another minute begins; behind one without, none.
  await refused('login-failed');
  await refused('passkey-refused');
  expect(written.slice(3)).toEqual([['login.refused', { cause: 'passkey-refused' }, undefined]]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(written.slice(4)).toEqual([['login.refused', { cause: 'login-failed', times: 1 }, undefined]]);
  expect(vi.getTimerCount()).toBe(0);
});

test('none is forgotten while the database is away', async () => {
  const { written, state, refused } = refusals();
  state.isAway = true;
  await expect(refused('login-failed')).rejects.toThrow('away');
  await refused('login-failed');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(written).toEqual([]);
  state.isAway = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(written).toEqual([['login.refused', { cause: 'login-failed', times: 2 }, undefined]]);
});
