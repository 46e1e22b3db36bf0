import { expect, test, vi } from 'vitest';
import { platformDeps } from '../../../src/cli/deps/platform-deps.ts';
import { remembered } from '../../../src/cli/remembered.ts';
import type { FactsheetSources } from '../../../src/cli/factsheet/sources.ts';
import { sampleFactsheet } from '../../support/sample-facts.ts';

test('what was asked is the same for a minute, also for who asks meanwhile; a fault is not kept', async () => {
  let [at, asked] = [0, 0];
  const ask = remembered(async () => {
    asked += 1;
    if (asked === 3) throw new Error('away');
    return asked;
  }, () => at);
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  at = 59_999;
  expect(await ask()).toBe(1);
  at = 60_000;
  expect(await ask()).toBe(2);
  at = 120_000;
  await expect(ask()).rejects.toThrow('away');
  expect(await ask()).toBe(4);
});

test('a clock that is put back keeps no card longer than its minute', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse('2026-11-28T12:00:00Z') });
  try {
    let asked = 0;
    const { facts, statements: configured } = sampleFactsheet();
    const sources = { db: { query: () => Promise.resolve([]) }, configured, facts: () => (asked += 1, Promise.resolve(facts)), publications: { list: () => Promise.resolve([]) } } as unknown as FactsheetSources;
    const { systemCard } = platformDeps(sources, { states: () => Promise.resolve([]), retry: () => Promise.resolve(false) });
    await systemCard('loket', 'json');
    vi.advanceTimersByTime(61_000);
    vi.setSystemTime(Date.parse('2026-11-28T11:00:00Z'));
    await systemCard('loket', 'json');
    expect(asked).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});
