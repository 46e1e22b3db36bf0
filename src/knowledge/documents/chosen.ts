import type { Queryable } from '../../store/database.ts';

/** A document that somebody chose from a list, as far as it matters to what is done with several at once. */
interface Chosen {
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  readonly source: string;
  /** How many documents came out of it. */
  readonly parts: number;
}

/** The documents of a collection with these ids, by title; without those that it does not have. */
export function chosenDocuments(db: Queryable, collectionId: string, ids: readonly string[]): Promise<Chosen[]> {
  return db.query<Chosen>(
    `SELECT d.id, d.source_id AS "sourceId", d.title, d.source,
       (SELECT count(*) FROM documents p WHERE p.collection_id = d.collection_id AND p.container = d.source_id) AS parts
     FROM documents d WHERE d.collection_id = $1 AND d.id = ANY ($2) ORDER BY left(lower(d.title), 200), d.id`,
    [collectionId, ids],
  );
}
