import { afterEach, expect, test, vi } from 'vitest';
import { workDeps } from '../../../src/cli/deps/work-deps.ts';
import { dayBefore } from '../../../src/dutch-time.ts';

afterEach(() => void vi.useRealTimers());

/** What an employee sees who asked something on each of the last forty days. */
async function daysShown(today: string) {
  const asked = Array.from({ length: 40 }, (_, ago) => ({ day: dayBefore(today, ago), questions: 1, promptTokens: 2, answerTokens: 3 }));
  const db = { query: async (sql: string) => (sql.includes('FROM turns') ? asked : []) };
  const parts = { db, desk: { auditKey: Buffer.alloc(32) }, groups: [], onErased: () => undefined } as unknown as Parameters<typeof workDeps>[0];
  return (await workDeps(parts).use('iemand')).days.map(({ period }) => period);
}

test.each([
  ['at noon', '2027-02-10T11:00:00Z', '2027-02-10', '2027-01-11'],
  ['just after midnight, in the month after the clock went ahead', '2027-04-09T22:30:00Z', '2027-04-10', '2027-03-11'],
  ['just before midnight, in the month after it went back', '2027-11-10T22:30:00Z', '2027-11-10', '2027-10-11'],
])('the page of use shows 31 days: %s', async (_, now, today, first) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(new Date(now));
  const shown = await daysShown(today);
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([31, today, first]);
});
