import { expect, it } from 'vitest';
import { openWorkers } from '../../../ingest/work.ts';
import { listPending } from '../../../src/jobs/manage.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { at, bring, outcomes, plain, pool, setUpWorkers, texts, until } from './work-set-up.ts';

setUpWorkers();

/** A database in which every statement that `which` names fails so, as long as `fault` gives something. */
function failing(db: Database, which: string, fault: () => Error | undefined): Database {
  const over = (on: Queryable): Queryable => ({
    query: (sql, ...rest) => {
      const error = sql.includes(which) ? fault() : undefined;
      return error === undefined ? on.query(sql, ...rest) : Promise.reject(error);
    },
  });
  return { ...db, ...over(db), transaction: (work) => db.transaction((tx) => work(over(tx))) };
}

const postgres = (code: string, more: object = {}) => Object.assign(new Error('index row size 2960 of "Geheime notitie"'), { code, ...more });

interface Told {
  readonly error: unknown;
  readonly about?: unknown;
}

async function workOn(db: Database): Promise<{ readonly unforeseen: Told[]; readonly errors: Error[] }> {
  await at.workers.close();
  const [unforeseen, errors] = [[] as Told[], [] as Error[]];
  at.workers = await openWorkers(db, { pool, onUnforeseen: (error, about) => unforeseen.push({ error, about }), onError: (error) => errors.push(error) });
  return { unforeseen, errors };
}

it('what PostgreSQL refuses of a document fails at once and for good, with where that came from', async () => {
  const fault = postgres('54000', { constraint: 'documents_attention' });
  const { unforeseen } = await workOn(failing(at.db, 'INSERT INTO documents', () => fault));
  await bring('a.txt', 'Tekst.');
  await until(async () => expect(await outcomes()).toEqual(['a.txt failed']));
  const kept = { fault: 'internal', detail: 'PostgreSQL 54000 documents_attention' };
  expect(await listPending(at.db)).toMatchObject([{ state: 'failed', attempts: 1, ...kept }]);
  expect(await at.db.query('SELECT fault, detail FROM document_events')).toEqual([kept]);
  expect(unforeseen).toEqual([{ error: fault, about: { collection: 'open', document: 'a.txt' } }]);
});

it('another fault of the database is tried again, and told each time', async () => {
  let isBroken = true;
  const { unforeseen } = await workOn(failing(at.db, 'INSERT INTO documents', () => (isBroken ? postgres('XX000') : undefined)));
  await bring('a.txt', 'Tekst.');
  await until(async () => expect(await listPending(at.db)).toMatchObject([{ state: 'waiting', fault: 'internal', detail: 'PostgreSQL XX000' }]));
  isBroken = false;
  await until(async () => expect(await texts('a.txt')).toEqual(['Tekst.']));
  expect(unforeseen.length).toBeGreaterThan(0);
});

it('a slip of the program is told apart as well, without its words', async () => {
  const { unforeseen } = await workOn(at.db);
  let isBroken = true;
  at.read = (text) => (isBroken ? Promise.reject(new TypeError('Geheime notitie is no function')) : Promise.resolve(plain(text)));
  await bring('a.txt', 'Tekst.');
  await until(async () => expect(await listPending(at.db)).toMatchObject([{ state: 'waiting', fault: 'internal', detail: 'TypeError' }]));
  isBroken = false;
  await until(async () => expect(await outcomes()).toEqual(['a.txt new']));
  expect(unforeseen[0]).toMatchObject({ error: expect.any(TypeError) });
});

it('where not even the cause can be written down, the queue tells it', async () => {
  let isBroken = true;
  const { errors } = await workOn(failing(at.db, 'UPDATE deliveries d SET attempts', () => (isBroken ? postgres('XX001') : undefined)));
  await bring('a.txt', 'Tekst.');
  await until(async () => expect(errors[0]).toMatchObject({ code: 'XX001' }));
  isBroken = false;
  await until(async () => expect(await outcomes()).toEqual(['a.txt new']));
});
