import type { Queryable } from '../../store/database.ts';

/** The document that another one is most like. */
export interface NearDuplicate {
  readonly sourceId: string;
  readonly collectionId: string;
  readonly title: string;
  /** 0.5 to 1: which part of all they say both say, as far as their keys tell. */
  readonly share: number;
}

/**
 * From this share on a text is a version of another. Measured by test/bench/quality.ts on 1,823 texts: of copies with other
 * dates 99.9 % are found, with 5 % of the words replaced 99.8 %, with dates, words, lines and an annex changed 92 to 95 %; of
 * different texts with half of each from one template 3 to 4 % are, with a third under 1 %.
 */
const LEAST_SHARE = 0.5;
/** Of so many documents that share a key the keys are compared: a template of thousands costs no more. */
const CANDIDATES = 500;

/**
 * Says of documents which other one is much the same, in the same collection or in one with the same readers: last year's
 * version, a copy with another date. Not told are those with exactly the same words (`listDocuments` says that), those that
 * hold in another time, since each has its own, and those of which nothing was kept to compare.
 * @param ids of documents (not source ids). Give a page of a list at a time: among 50,000 documents, of which four in ten share
 *   a third of their text with thousands, each costs the database 8 ms.
 * @param within looks in this collection only: the nearest elsewhere does not take the place of the nearest here.
 * @returns by document id; documents like no other are not in it.
 */
export async function nearDuplicates(db: Queryable, ids: readonly string[], within?: string): Promise<ReadonlyMap<string, NearDuplicate>> {
  const rows = await db.query<NearDuplicate & { readonly id: string }>(NEAREST, [ids, LEAST_SHARE ** 2, CANDIDATES, within]);
  return new Map(rows.map(({ id, ...found }) => [id, { ...found, share: Math.round(found.share * 100) / 100 }]));
}

/** What the index `documents_near` holds; of two documents with that share, a quarter of all keys is the same. */
const INDEXED = (quality: string) => `jsonb_path_query_array(${quality}, '$.near[0 to 23]')`;

/** MATERIALIZED: the candidates come out of the index, and only then is anything else asked of them. */
const NEAREST = `
  SELECT d.id, found."sourceId", found."collectionId", found.title, sqrt(found.same) AS share
  FROM documents d JOIN collections c ON c.id = d.collection_id
  CROSS JOIN LATERAL (
    WITH candidates AS MATERIALIZED (
      SELECT o.id, o.source_id, o.collection_id, o.title, o.quality -> 'near' AS near
      FROM documents o
      WHERE ${INDEXED('o.quality')} ?| ARRAY(SELECT jsonb_array_elements_text(${INDEXED('d.quality')}))
        AND o.id <> d.id AND (o.text_digest = d.text_digest) IS NOT TRUE
        AND daterange(o.valid_from, o.valid_until, '[]') && daterange(d.valid_from, d.valid_until, '[]')
        AND ($4::text IS NULL OR o.collection_id = $4)
        AND o.collection_id IN (SELECT r.id FROM collections r
          WHERE r.id = c.id OR (r.declared AND c.declared AND r.readers @> c.readers AND r.readers <@ c.readers))
      LIMIT $3
    ), compared AS (
      SELECT o.id, count(*)::float8 / greatest(jsonb_array_length(o.near), jsonb_array_length(d.quality -> 'near')) AS same
      FROM candidates o CROSS JOIN LATERAL jsonb_array_elements_text(o.near) AS theirs (key)
      JOIN jsonb_array_elements_text(d.quality -> 'near') AS own (key) USING (key)
      GROUP BY o.id, o.near
    )
    SELECT o.source_id AS "sourceId", o.collection_id AS "collectionId", o.title, s.same
    FROM compared s JOIN candidates o USING (id)
    WHERE s.same >= $2 ORDER BY s.same DESC, o.id LIMIT 1
  ) found
  WHERE d.id = ANY ($1)`;
