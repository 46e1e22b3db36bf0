import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTrials, takeTrials, type TrialFacts } from '../../../src/settings/trials.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

const masterKey = randomBytes(32);
let db: Database;
let facts: TrialFacts;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(() => void (facts = { assistant: 'loket', owner: randomUUID(), file: 'system.md', version: 2, cases: 10 }));

/** Each stands for a process of its own: they share the database alone. */
const process = () => createTrials<{ text: string }>({ db, masterKey });
const done = () => Promise.resolve();
const silent = () => db.query(`UPDATE trials SET beat_at = now() - interval '31 seconds' WHERE owner = $1`, [facts.owner]);

test('one process sees what another measures, and how far it is; what is kept is sealed', async () => {
  const own = await process().begin(facts, { text: 'Een concept' }, done);
  expect(await own.keep({ text: 'Een concept, verder' })).toBe(true);
  expect(await process().of('loket', facts.owner)).toMatchObject({ ...facts, state: 'running', endedAt: null, fault: null, content: { text: 'Een concept, verder' } });
  const [row] = await db.query<{ content: Buffer }>('SELECT content FROM trials WHERE owner = $1', [facts.owner]);
  expect(row?.content.toString('latin1')).not.toContain('concept');
  await own.end('failed', 'model-unavailable');
  expect(await process().of('loket', facts.owner)).toMatchObject({ state: 'failed', fault: 'model-unavailable', endedAt: expect.any(Date) });
  await expect(createTrials({ db, masterKey: randomBytes(32) }).of('loket', facts.owner)).rejects.toThrow();
  await db.query('UPDATE trials SET owner = $2 WHERE owner = $1', [facts.owner, 'ander']);
  await expect(process().of('loket', 'ander')).rejects.toThrow();
});

test('of one person one runs at a time, in whichever process; of another it may', async () => {
  const both = await Promise.allSettled([process().begin(facts, { text: 'a' }, done), process().begin({ ...facts, assistant: 'collega' }, { text: 'b' }, done)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'trial-running' } });
  await expect(process().begin(facts, { text: 'c' }, done)).rejects.toMatchObject({ code: 'trial-running' });
  expect(await process().running(facts.owner)).toBe(both[0].status === 'fulfilled' ? 'loket' : 'collega');
  await process().begin({ ...facts, owner: randomUUID() }, { text: 'd' }, done);
});

test('what cannot be put on record is neither begun nor stopped', async () => {
  const refused = () => Promise.reject(new Error('not recorded'));
  await expect(process().begin(facts, { text: 'a' }, refused)).rejects.toThrow('not recorded');
  expect(await process().of('loket', facts.owner)).toBeUndefined();
  const own = await process().begin(facts, { text: 'a' }, done);
  await expect(process().stop('loket', facts.owner, refused)).rejects.toThrow('not recorded');
  expect(await own.beat()).toBe(true);
});

test('one that is stopped or erased in another process hears so, stays as it was, and the next may begin', async () => {
  const own = await process().begin(facts, { text: 'a' }, done);
  const record = vi.fn(done);
  expect(await process().stop('loket', randomUUID(), record)).toBe(false);
  expect(record).not.toHaveBeenCalled();
  expect(await process().stop('loket', facts.owner, record)).toBe(true);
  expect([await own.beat(), await own.keep({ text: 'later' })]).toEqual([false, false]);
  await own.end('done');
  expect(await process().of('loket', facts.owner)).toMatchObject({ state: 'stopped', content: { text: 'a' } });
  expect(await process().stop('loket', facts.owner, record)).toBe(false);
  const next = await process().begin(facts, { text: 'b' }, done);
  await takeTrials(db, facts.owner);
  expect(await next.keep({ text: 'c' })).toBe(false);
  await next.end('done');
  expect(await process().of('loket', facts.owner)).toBeUndefined();
});

test('one of a process that was killed counts as interrupted, and is in nobody’s way', async () => {
  const own = await process().begin(facts, { text: 'half' }, done);
  await silent();
  expect(await process().of('loket', facts.owner)).toMatchObject({ state: 'interrupted', endedAt: expect.any(Date), content: { text: 'half' } });
  expect([await process().running(facts.owner), await process().stop('loket', facts.owner, done)]).toEqual([undefined, false]);
  await process().begin({ ...facts, assistant: 'collega' }, { text: 'next' }, done);
  // It was not gone, but held up: what it still says changes nothing.
  expect(await own.keep({ text: 'too late' })).toBe(false);
  expect(await process().of('loket', facts.owner)).toMatchObject({ state: 'interrupted', content: { text: 'half' } });
});
