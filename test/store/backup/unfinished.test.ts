import { mkdir, readdir } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { lastAct } from '../../../src/audit/management-log.ts';
import { requireFinished, unfinished } from '../../../src/cli/backup/unfinished.ts';
import { backup } from '../../../src/cli/commands/backup.ts';
import { lookAtCare } from '../../../src/cli/doctor/care.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/store/database.ts';
import { commandOn } from '../../support/keys-command.ts';
import { record, startLater } from './later.ts';

let later: Awaited<ReturnType<typeof startLater>>;
beforeAll(async () => void (later = await startLater()), 120_000);
afterEach(() => later.closeOpened());
afterAll(() => later.close());

const restoreIn = async (db: Database) => (await lookAtCare(db, readConfig(later.variables), new Date())).filter(({ what }) => what === 'Terugzetten van reservekopie');

describe('the desk and a restore', { timeout: 120_000 }, () => {
  test('one that went well keeps nobody from starting', async () => {
    const { db, todo } = await later.restored();
    expect(todo).toEqual([]);
    expect((await lastAct(db, 'backup.finished'))?.facts).toMatchObject({ left: '' });
    await expect(requireFinished(db)).resolves.toBeUndefined();
    expect(await restoreIn(db)).toEqual([]);
  });

  test('one that is not at its end yet, or was killed once its rows were in, does', async () => {
    let during: string | undefined;
    const { todo } = await later.restored(async (db) => {
      during = await unfinished(db);
      await expect(requireFinished(db)).rejects.toMatchObject({ code: 'restore-unfinished' });
      expect(await restoreIn(db)).toMatchObject([{ state: 'fault', action: expect.stringContaining('balie restore --finish') }]);
    });
    // What fails in there is kept as something that is left.
    expect(todo).toEqual([]);
    expect(during).toMatch(/^teruggezet op .*Z, en afgebroken voordat alles was gedaan$/);
  });

  test('one of which something is left does, until that is done', async () => {
    const { db, todo, again } = await later.restored(() => Promise.reject(new Error('the database went away')));
    expect(todo.map(({ what }) => what)).toEqual(['erasures', 'queue']);
    await expect(requireFinished(db)).rejects.toMatchObject({ code: 'restore-unfinished', detail: expect.stringMatching(/^nog te doen: wat sindsdien gewist of ingetrokken is; de wachtrij/) });
    // Without the log it stays so.
    expect(await again('--finish')).toMatchObject({ code: 1 });
    await expect(requireFinished(db)).rejects.toMatchObject({ code: 'restore-unfinished' });
    expect(await again('--finish', '--erasures', later.file('newer.jsonl'))).toMatchObject({ code: 0 });
    await expect(requireFinished(db)).resolves.toBeUndefined();
  });

  test('one by an older version, which recorded no end, keeps nobody from starting', async () => {
    const { db } = await later.restored();
    await db.transaction((tx) => record(tx, { kind: 'backup.restored', facts: { madeAt: '2026-11-20T01:00:00.000Z', head: later.head, product: '0.9.0', erasures: true, byUser: 'root' } }));
    await expect(requireFinished(db)).resolves.toBeUndefined();
  });
});

test('a backup that is asked to stop while it is made stops, and leaves nothing', async () => {
  const stop = new AbortController();
  const nights = later.file('nights');
  await mkdir(nights);
  // As a signal comes: once the rows are being read.
  const watched: Database = { ...later.old, session: (work) => later.old.session((session) => work({ ...session, query: (sql, ...more) => (sql.startsWith('FETCH') && stop.abort(), session.query(sql, ...more)) })) };
  await expect(commandOn(backup, watched, later.variables, {}, stop.signal)(nights, '--key', later.file('sleutel.pem.pub'))).resolves.toMatchObject({ code: 'internal' });
  expect([stop.signal.aborted, await readdir(nights)]).toEqual([true, []]);
});
