import { expect, test } from 'vitest';
import { runPoolLoad } from '../../../support/pool-load.ts';

test('when one of three hosts dies under load no call fails before its first piece, and both audiences keep their halves', async () => {
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  const { reports, failedBefore, brokenAfter, byCaller, most } = await runPoolLoad({ calls: 1_000, pieces: 4, slots: 2, each: 6, pause });
  expect(failedBefore).toEqual([]);
  // Those that ran there and had begun to answer, and no others.
  expect(brokenAfter.length).toBeLessThanOrEqual(2);
  for (const count of most) expect(count).toBeLessThanOrEqual(2);
  const residents = reports.filter(({ audience }) => audience === 'resident').length;
  expect(residents / reports.length).toBeGreaterThan(0.45);
  expect(residents / reports.length).toBeLessThan(0.55);
  // Callers of one audience share alike too.
  const counts = Array.from({ length: 8 }, (_, id) => byCaller.get(`${id}`) ?? 0);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(Math.max(...counts) * 0.2);
});
