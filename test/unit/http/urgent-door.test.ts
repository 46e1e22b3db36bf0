import { Hono } from 'hono';
import { afterEach, expect, test, vi } from 'vitest';
import { UrgentDoor } from '../../../src/http/access/urgent.ts';
import type { Verdict } from '../../../src/visitors/limits.ts';

afterEach(() => void vi.useRealTimers());

/** Asks through a door, from an address. */
function through(door: UrgentDoor): (from: string) => Promise<boolean> {
  const app = new Hono().get('/', async (c) => c.json(await door.mayKeep(c, undefined)));
  return async (from) => (await app.request('/', {}, { incoming: { socket: { remoteAddress: from } } })).json() as Promise<boolean>;
}

test('what is within the limits is kept, and a database that is away or slow is no reason not to try', async () => {
  expect(await through(new UrgentDoor({ admit: () => Promise.resolve({ kind: 'admitted' }) }))('203.0.113.1')).toBe(true);
  expect(await through(new UrgentDoor({ admit: () => Promise.reject(new Error('away')) }))('203.0.113.1')).toBe(true);
  const began = performance.now();
  expect(await through(new UrgentDoor({ admit: () => new Promise(() => undefined) }))('203.0.113.1')).toBe(true);
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('who is over the limits is remembered: for them nothing is asked of the database', async () => {
  // Its own clock: on a machine that is busy the asks below may take longer than what is remembered.
  vi.useFakeTimers({ toFake: ['performance'] });
  const admit = vi.fn(() => Promise.resolve<Verdict>({ kind: 'too-many', retryAfterMs: 200 }));
  const ask = through(new UrgentDoor({ admit }));
  for (let times = 0; times < 5; times += 1) expect(await ask('203.0.113.1')).toBe(false);
  expect(admit).toHaveBeenCalledTimes(1);
  await ask('203.0.113.2');
  expect(admit).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(199);
  await ask('203.0.113.1');
  expect(admit).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1);
  await ask('203.0.113.1');
  expect(admit).toHaveBeenCalledTimes(3);
});

test('a flood from ever other addresses does not take the database: so many are counted at once, all others are told the numbers alone', async () => {
  const { promise, resolve } = Promise.withResolvers<Verdict>();
  const admit = vi.fn(() => promise);
  const ask = through(new UrgentDoor({ admit }));
  const all = Array.from({ length: 200 }, (_, n) => ask(`203.0.113.${n}`));
  const kept = await Promise.all(all);
  expect(kept.filter(Boolean)).toHaveLength(32);
  expect(admit).toHaveBeenCalledTimes(32);
  resolve({ kind: 'admitted' });
  await new Promise((done) => setTimeout(done, 1));
  expect(await ask('198.51.100.1')).toBe(true);
});
