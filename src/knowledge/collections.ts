import { type Database, ONE_WRITER, type Queryable } from '../store/database.ts';
import type { Collection } from './types.ts';

/** A collection as the store has it. */
export interface StoredCollection extends Collection {
  /** False when the configuration no longer names it: kept, and closed to everyone. */
  readonly declared: boolean;
  readonly documents: number;
  readonly passages: number;
}

/**
 * Makes the store's collections those of the configuration. One that is no longer declared goes when it is empty; one
 * with documents stays without readers: a slip in the configuration neither loses documents nor shows them.
 * @returns the ids of the collections that are kept and closed.
 */
export async function syncCollections(db: Database, collections: readonly Collection[]): Promise<string[]> {
  const ids = collections.map((collection) => collection.id);
  return db.transaction(async (tx) => {
    // A collection that goes takes documents and deliveries along. A worker of another desk that holds the lock may wait for a row of ours.
    await tx.query(ONE_WRITER);
    for (const { id, title, owner, readers } of collections) {
      await tx.query(
        `INSERT INTO collections (id, title, owner, readers) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE
         SET title = excluded.title, owner = excluded.owner, readers = excluded.readers, declared = true`,
        [id, title, owner, readers],
      );
    }
    await tx.query(
      `DELETE FROM collections c
       WHERE id <> ALL ($1) AND NOT EXISTS (SELECT FROM documents d WHERE d.collection_id = c.id)`,
      [ids],
    );
    const closed = await tx.query<{ id: string }>(
      `UPDATE collections SET declared = false, readers = '{}' WHERE id <> ALL ($1) RETURNING id`,
      [ids],
    );
    return closed.map((row) => row.id).toSorted();
  });
}

/** All collections, also those that are closed, by id. */
export function listCollections(db: Queryable): Promise<StoredCollection[]> {
  return db.query<StoredCollection>(
    `SELECT id, title, owner, readers, declared, passage_count AS passages,
       (SELECT count(*) FROM documents d WHERE d.collection_id = c.id) AS documents
     FROM collections c ORDER BY id`,
  );
}

/** The ids of all collections, also of those that are closed. */
export async function collectionIds(db: Queryable): Promise<string[]> {
  return (await db.query<{ id: string }>('SELECT id FROM collections ORDER BY id')).map(({ id }) => id);
}
