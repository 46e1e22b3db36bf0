import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { watchSwitches } from '../../../src/cli/keeping/keep-switches.ts';
import { BalieError } from '../../../src/errors.ts';
import type { Database } from '../../../src/store/database.ts';
import { Switches } from '../../../src/switches/switches.ts';
import { unrecorded } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';

const BY = { byKey: '0123456789abcdef' };
const options = { record: unrecorded };

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
afterEach(async () => void (await db.query('DELETE FROM switches')));

test('what is turned off in one process is so in another that looks, for all or for one', async () => {
  const [one, other] = [new Switches(db, options), new Switches(db, options)];
  await one.change('loket', 'Even dicht.', BY);
  expect([one.offFor('loket')?.message, other.offFor('loket')]).toEqual(['Even dicht.', undefined]);
  await other.refresh();
  expect([other.offFor('loket')?.by, other.offFor('collega')]).toEqual([BY, undefined]);
  await other.change('*', 'Alles dicht.', { byUser: 'jan' });
  expect([other.offFor('loket')?.message, other.offFor('collega')?.message]).toEqual(['Alles dicht.', 'Alles dicht.']);
  await other.change('*', null, BY);
  expect([other.offFor('loket')?.message, other.offFor('collega')]).toEqual(['Even dicht.', undefined]);
});

test('another text leaves it off since when it was', async () => {
  let now = new Date('2026-11-26T10:00:00Z');
  const switches = new Switches(db, { ...options, now: () => now });
  await switches.change('*', 'Een.', BY);
  now = new Date('2026-11-26T11:00:00Z');
  await switches.change('*', 'Twee.', { byUser: 'jan' });
  expect(switches.list()).toEqual([{ assistant: '*', message: 'Twee.', since: new Date('2026-11-26T10:00:00Z'), by: { byUser: 'jan' } }]);
});

test('who watches an assistant hears once that it is off, and not of others', async () => {
  const switches = new Switches(db, options);
  const [loket, collega, left] = [vi.fn(), vi.fn(), vi.fn()];
  switches.watch('loket', loket);
  switches.watch('collega', collega);
  switches.watch('loket', left)();
  await switches.change('loket', 'Dicht.', BY);
  await switches.change('loket', 'Nog dicht.', BY);
  await switches.refresh();
  expect(loket.mock.calls).toEqual([[expect.objectContaining({ message: 'Dicht.' })]]);
  expect([collega.mock.calls, left.mock.calls]).toEqual([[], []]);
});

test('what was read before a change does not undo it', async () => {
  const held = Promise.withResolvers<void>();
  let isHeld = false;
  const slow: Database = {
    ...db,
    async query(sql, params, more) {
      const rows = await db.query<never>(sql, params, more);
      if (isHeld) await held.promise;
      return rows;
    },
  };
  const switches = new Switches(slow, options);
  isHeld = true;
  const reading = switches.refresh();
  isHeld = false;
  await switches.change('*', 'Dicht.', BY);
  held.resolve();
  await reading;
  expect(switches.offFor('loket')?.message).toBe('Dicht.');
});

test('a database that is away leaves all as it was, and is told once', async () => {
  let isAway = false;
  const away: Database = { ...db, query: (sql, params, more) => (isAway ? Promise.reject(new BalieError('database-unavailable')) : db.query(sql, params, more)) };
  const switches = new Switches(away, options);
  await switches.change('loket', 'Dicht.', BY);
  vi.useFakeTimers();
  const onError = vi.fn();
  const stop = watchSwitches(switches, onError);
  isAway = true;
  await vi.advanceTimersByTimeAsync(3_000);
  vi.useRealTimers();
  stop();
  expect(onError).toHaveBeenCalledTimes(1);
  expect([switches.offFor('loket')?.message, switches.offFor('collega')]).toEqual(['Dicht.', undefined]);
  await expect(switches.refresh()).rejects.toMatchObject({ code: 'database-unavailable' });
});

test('a change that cannot be recorded is not made', async () => {
  const switches = new Switches(db, { record: () => Promise.reject(new Error('no log')) });
  await expect(switches.change('*', 'Dicht.', BY)).rejects.toThrow('no log');
  await switches.refresh();
  expect(switches.list()).toEqual([]);
});
