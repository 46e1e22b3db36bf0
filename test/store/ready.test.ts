import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BalieError } from '../../src/errors.ts';
import type { Database } from '../../src/store/database.ts';
import { connect } from '../../src/store/postgres.ts';
import { readiness } from '../../src/store/ready.ts';
import { onServer, openTestDatabase } from '../support/database.ts';

describe('whether the database is there', () => {
  let db: Database;
  beforeEach(async () => {
    db = await openTestDatabase();
  });
  afterEach(() => db.close());

  test('is known without waiting behind a thousand others', async () => {
    const ready = readiness(db);
    await ready();
    // Who waits behind all of them waits for more than a second, on ten connections as on the only one of the embedded database.
    const seconds = onServer ? 0.05 : 0.005;
    const known = new AbortController();
    const askOn = async () => {
      while (!known.signal.aborted) await db.query('SELECT pg_sleep($1)', [seconds]);
    };
    const crowd = Promise.all(Array.from({ length: 300 }, askOn));
    await db.query('SELECT 1');
    const waits: number[] = [];
    for (let times = 0; times < 5; times += 1) {
      const began = performance.now();
      await ready();
      waits.push(performance.now() - began);
      await new Promise((done) => setTimeout(done, 50));
    }
    known.abort();
    await crowd;
    // One of them may have come when the machine stood still.
    expect(waits.toSorted((a, b) => a - b)[2]).toBeLessThan(100);
  });

  test('is asked once for all who want to know, and again when that was over', async () => {
    const query = vi.fn(() => new Promise<never[]>((done) => setTimeout(() => done([]), 20)));
    const ready = readiness({ query, lastAnswer: () => undefined });
    await Promise.all([ready(), ready(), ready()]);
    expect(query).toHaveBeenCalledTimes(1);
    await ready();
    expect(query).toHaveBeenCalledTimes(2);
  });

  test('is not believed of an answer of long ago, nor after it was found to be away', async () => {
    const query = vi.fn(() => Promise.reject(new BalieError('database-unavailable')));
    const ready = (last: number | undefined) => readiness({ query, lastAnswer: () => last })();
    await expect(ready(performance.now() - 6_000)).rejects.toMatchObject({ code: 'database-unavailable' });
    await expect(ready(undefined)).rejects.toMatchObject({ code: 'database-unavailable' });
    await expect(ready(performance.now() - 1_000)).resolves.toBeUndefined();

    const nowhere = connect({ kind: 'postgresql', connection: { host: '127.0.0.1', port: 1, user: 'x', database: 'x' } });
    expect(nowhere.lastAnswer()).toBeUndefined();
    await expect(readiness(nowhere)()).rejects.toMatchObject({ code: 'database-unavailable' });
    expect(nowhere.lastAnswer()).toBeUndefined();
    await nowhere.close();
  });

  test('counts what is answered within a transaction, and a refused statement not as its absence', async () => {
    const before = performance.now();
    await db.transaction((tx) => tx.query('SELECT 1'));
    expect(db.lastAnswer()).toBeGreaterThanOrEqual(before);
    await expect(db.query('SELECT no_such_column')).rejects.toThrow();
    expect(db.lastAnswer()).toBeGreaterThanOrEqual(before);
  });
});
