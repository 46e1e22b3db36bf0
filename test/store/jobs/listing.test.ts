import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ingestPath } from '../../../ingest/sync.ts';
import { openWorkers, type Workers } from '../../../ingest/work.ts';
import { endListing, failRun, keepPlace, startRun } from '../../../src/jobs/listing.ts';
import { listPending } from '../../../src/jobs/manage.ts';
import { lastRuns } from '../../../src/jobs/runs.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { clearCollections } from '../../support/collections.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection } from '../knowledge/support.ts';

let db: Database;
let folder: string;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await clearCollections(db);
  await syncCollections(db, [collection('open'), collection('andere')]);
  folder = await mkdtemp(join(tmpdir(), 'balie-een-tegelijk-'));
  await writeFile(join(folder, 'a.md'), 'Een.');
  await writeFile(join(folder, 'b.md'), 'Twee.');
  return () => rm(folder, { recursive: true });
});

/** A process that was killed: its run stays as it is, and nobody says any more that it lives. */
const silence = (id: string) => db.query(`UPDATE runs SET seen_at = now() - interval '1 minute' WHERE id = $1`, [id]);

describe('a look at a source', () => {
  it('is done by one of two servers that begin at once; the other says so and does nothing', async () => {
    const servers: Workers[] = [await openWorkers(db), await openWorkers(db)];
    const refused = Promise.withResolvers<void>();
    try {
      const looks = servers.map((workers) => ingestPath(endingAfter(refused.promise), { path: folder, collection: 'open', workers }));
      for (const look of looks) look.catch(() => refused.resolve());
      const results = await Promise.allSettled(looks);
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'source-busy', detail: 'open' } });
      expect(await lastRuns(db)).toMatchObject([{ state: 'ended', found: 2, counts: { new: 2 } }]);
      expect(await db.query('SELECT FROM runs')).toHaveLength(1);
      expect(await listDocuments(db, 'open')).toHaveLength(2);
    } finally {
      for (const workers of servers) await workers.close();
    }
  });

  it('keeps others out only of its own source, and only until it has ended', async () => {
    const id = await startRun(db, 'open', 'folder');
    const place = keepPlace(db, id);
    await startRun(db, 'open', 'website');
    await startRun(db, 'andere', 'folder');
    await expect(startRun(db, 'open', 'folder')).rejects.toMatchObject({ code: 'source-busy' });
    await endListing(db, id, { found: 0, unchanged: 0, kept: [] });
    expect(await startRun(db, 'open', 'folder')).not.toBe(id);
    place.stop();
  });

  it('goes to another when its process was killed, and is then lost to the first', async () => {
    const id = await startRun(db, 'open', 'folder');
    await silence(id);
    const next = await startRun(db, 'open', 'folder');
    expect(next).not.toBe(id);
    expect(await db.query('SELECT state, fault FROM runs WHERE id = $1', [id])).toEqual([{ state: 'failed', fault: 'document-interrupted' }]);
    // The first was only held up, and hears it at its next sign of life.
    const place = keepPlace(db, id);
    await expect.poll(place.isLost).toBe(true);
    place.stop();
    await failRun(db, id, { code: 'source-busy', detail: undefined }, { found: 1, unchanged: 1 });
    expect(await db.query('SELECT fault FROM runs WHERE id = $1', [id])).toEqual([{ fault: 'document-interrupted' }]);
  });

  it.each(['before it removes anything', 'between what it removes'] as const)('removes nothing more once it is lost to another: %s', async (when) => {
    const workers = await openWorkers(db);
    const look = (on: Database) => ingestPath(on, { path: folder, collection: 'open', workers });
    try {
      for (const name of ['c.md', 'd.md', 'e.md', 'leeg.md']) await writeFile(join(folder, name), name === 'leeg.md' ? '' : `Tekst van ${name}.`);
      await look(db);
      for (const name of ['a.md', 'leeg.md']) await rm(join(folder, name));
      await expect(look(losingItsPlace(when))).rejects.toMatchObject({ code: 'source-busy' });
      expect(await listDocuments(db, 'open')).toHaveLength(5);
      expect(await listPending(db)).toHaveLength(when === 'before it removes anything' ? 1 : 0);
      await look(db);
      expect(await listDocuments(db, 'open')).toHaveLength(4);
      expect(await listPending(db)).toEqual([]);
    } finally {
      await workers.close();
    }
  });

  it('is waited for no longer than the wait is wanted', async () => {
    await startRun(db, 'open', 'folder');
    const stop = new AbortController();
    const waiting = startRun(db, 'open', 'folder', stop.signal);
    stop.abort(new Error('genoeg'));
    await expect(waiting).rejects.toThrow('genoeg');
  });
});

/** The database, for a process whose look at a source does not end before `when`. */
function endingAfter(when: Promise<void>): Database {
  return {
    kind: db.kind,
    session: (work) => db.session(work), lastAnswer: () => db.lastAnswer(),
    async query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]> {
      if (sql.includes(`SET state = 'working'`)) await when;
      return db.query<Row>(sql, params);
    },
    transaction: (work) => db.transaction(work),
    close: async () => undefined,
  };
}

/** The database, for a process of which the place is taken by another at this moment. */
function losingItsPlace(when: 'before it removes anything' | 'between what it removes'): Database {
  const lose = () => db.query(`UPDATE runs SET state = 'failed', ended_at = now(), fault = 'document-interrupted' WHERE state = 'listing'`);
  return {
    kind: db.kind,
    session: (work) => db.session(work), lastAnswer: () => db.lastAnswer(),
    async query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]> {
      if (when === 'before it removes anything' && /FROM documents .* container IS NULL/.test(sql)) await lose();
      return db.query<Row>(sql, params);
    },
    async transaction(work) {
      let hasRemoved = false;
      const result = await db.transaction((tx) =>
        work({
          query: (sql, params) => {
            hasRemoved ||= sql.startsWith('DELETE FROM deliveries WHERE collection_id = $1 AND source = $2');
            return tx.query(sql, params);
          },
        }),
      );
      if (hasRemoved && when === 'between what it removes') await lose();
      return result;
    },
    close: async () => undefined,
  };
}
