import { expect, test } from 'vitest';
import { runPoolLoad } from '../../../support/pool-load.ts';

test('when one of three hosts dies under load no call fails before its first piece, and both audiences keep their halves', async () => {
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  const { reports, failedBefore, brokenAfter, most } = await runPoolLoad({ calls: 1_000, pieces: 4, slots: 2, each: 6, pause });
  expect(failedBefore).toEqual([]);
  // Those that ran there and had begun to answer, and no others.
  expect(brokenAfter.length).toBeLessThanOrEqual(2);
  for (const count of most) expect(count).toBeLessThanOrEqual(2);
  const timeOf = (chosen: typeof reports) => chosen.reduce((sum, { durationMs, waitedMs }) => sum + durationMs - waitedMs, 0);
  const residents = timeOf(reports.filter(({ audience }) => audience === 'resident')) / timeOf(reports);
  expect(residents).toBeGreaterThan(0.4);
  expect(residents).toBeLessThan(0.6);
});
