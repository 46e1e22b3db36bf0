import { describe, expect, it } from 'vitest';
import { openWorkers } from '../../../ingest/work.ts';
import { BalieError } from '../../../src/errors.ts';
import { listPending, retryAllPending } from '../../../src/jobs/manage.ts';
import { removeNoted } from '../../../src/jobs/remove.ts';
import { failUnread } from '../../../src/jobs/unread.ts';
import type { Database } from '../../../src/store/database.ts';
import { onServer } from '../../support/database.ts';
import { at, bring, pool, setUpWorkers, until } from './work-set-up.ts';

setUpWorkers();

/** A database of which a transaction stops after the first statement that `which` names, until `go` is called. */
function holding(db: Database, which: (sql: string) => boolean): { readonly db: Database; readonly held: Promise<void>; go(): void } {
  const [held, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const transaction: Database['transaction'] = (work) =>
    db.transaction((tx) =>
      work({
        async query(sql, ...rest) {
          const rows = await tx.query(sql, ...rest);
          if (which(sql)) {
            held.resolve();
            await go.promise;
          }
          return rows as never;
        },
      }),
    );
  return { db: { ...db, transaction }, held: held.promise, go: () => go.resolve() };
}

const waitsForLock = () =>
  until(async () => expect(await at.db.query('SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT granted AND a.datname = current_database()')).not.toEqual([]));

// The embedded database has one transaction at a time.
describe.skipIf(!onServer)('of two that write deliveries at once, one waits for the other and not the other for it as well', () => {
  it('what failed is tried again while a look says that it cannot be had', async () => {
    const about = { collectionId: 'open', sourceId: 'a.md', source: 'folder', runId: at.runId, fileName: 'a.md', fault: { code: 'document-empty' } as const };
    await at.db.transaction((tx) => failUnread(tx, about));
    const retry = holding(at.db, () => true);
    const again = retryAllPending(retry.db, at.workers.queue, 'open', () => false);
    await retry.held;
    const look = at.db.transaction((tx) => failUnread(tx, about));
    await waitsForLock();
    retry.go();
    expect(await Promise.allSettled([again, look])).toEqual([
      { status: 'fulfilled', value: { waiting: 0, source: 0, 'by-hand': 1 } },
      { status: 'fulfilled', value: true },
    ]);
  });

  it('a document fails for good while it is removed with another', async () => {
    await at.workers.close();
    const faults: unknown[] = [];
    const telling: Database = { ...at.db, transaction: (work) => at.db.transaction(work).catch((error: unknown) => { faults.push(error); throw error; }) };
    const read = Promise.withResolvers<never>();
    at.read = () => read.promise;
    at.workers = await openWorkers(telling, { pool, concurrency: 2 });
    for (const name of ['a.txt', 'b.txt']) await bring(name, 'Tekst.');
    await until(async () => expect(await listPending(at.db)).toMatchObject([{ attempts: 1 }, { attempts: 1 }]));
    const removal = holding(at.db, (sql) => sql.includes('INSERT INTO document_events'));
    const removing = removal.db.transaction((tx) => removeNoted(tx, { collection: 'open', sourceIds: ['a.txt', 'b.txt'], isRead: () => false, note: async () => undefined }));
    await removal.held;
    read.reject(new BalieError('document-corrupt'));
    await waitsForLock();
    removal.go();
    expect(await removing).toMatchObject({ removed: [{ sourceId: 'a.txt' }, { sourceId: 'b.txt' }] });
    await at.workers.close();
    expect(faults).toEqual([]);
  });
});
