import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellSummary } from '../../../src/cli/keeping/keep-overseen.ts';
import type { OversightFigures } from '../../../src/oversight/summary.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
beforeEach(async () => void (db = await openTestDatabase()));
afterEach(() => db.close());

/** A database that goes away after it was asked so often, until it is back. */
function goingAway(after: number) {
  let asked = 0;
  let isBack = false;
  const answering = (on: Queryable): Queryable => ({
    async query(...given) {
      asked += 1;
      if (asked > after && !isBack) throw new Error('terminating connection due to administrator command');
      return on.query(...given);
    },
  });
  const place: Database = { ...db, ...answering(db), session: (work) => db.session((session) => work({ ...session, ...answering(session) })) };
  return { place, isAway: () => asked > after && !isBack, comeBack: () => void (isBack = true) };
}

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('a database that goes away after %i statements loses the summary of no week, and has it told once', async (after) => {
  const told: OversightFigures[] = [];
  const { place, isAway, comeBack } = goingAway(after);
  const look = () =>
    tellSummary({ db: place, every: 'weekly', now: () => new Date('2026-11-25T12:00:00Z'), signal: new AbortController().signal, onUnwritten: () => undefined, mail: { asked: () => Promise.resolve(), summary: async (figures) => void told.push(figures) } });
  let isOver = false;
  const first = look().catch(() => undefined).finally(() => (isOver = true));
  // It fails, or goes on with what must be written.
  await expect.poll(() => isOver || isAway(), { timeout: 20_000 }).toBe(true);
  comeBack();
  await first;
  // What a connection held goes with it, in a moment.
  await expect.poll(async () => [await look(), told.length], { timeout: 20_000 }).toEqual([false, 1]);
  expect([await look(), told.length]).toEqual([false, 1]);
});

test('what is told and cannot be written before the end of the desk is a fault', async () => {
  const { place } = goingAway(0);
  const broken: Database = { ...db, query: async (sql, ...given) => (sql.startsWith('INSERT') ? place.query(sql) : db.query(sql, ...given)) };
  const faults: unknown[] = [];
  const end = new AbortController();
  const telling = tellSummary({ db: broken, every: 'daily', now: () => new Date('2026-11-25T12:00:00Z'), signal: end.signal, onUnwritten: (error) => faults.push(error), mail: { asked: () => Promise.resolve(), summary: () => Promise.resolve() } });
  const ended = telling.catch(String);
  await expect.poll(() => faults.length, { timeout: 20_000 }).toBe(1);
  end.abort();
  expect(await ended).toContain('terminating connection');
});
