import { sha256 } from '../../../src/knowledge/text.ts';
import type { Reader, Collection, DocumentInput, PassageInput } from '../../../src/knowledge/types.ts';
import type { Database } from '../../../src/store/database.ts';

export const TODAY = '2026-11-25';

export function collection(id: string, readers: readonly Reader[] = ['resident']): Collection {
  return { id, title: `Collectie ${id}`, owner: 'Team Burgerzaken', readers };
}

/** A document of plain passages; its digest follows from what is given, as ingestion's does. */
export function document(
  sourceId: string,
  passages: readonly (string | PassageInput)[],
  more: Partial<DocumentInput> = {},
): DocumentInput {
  const rest = { collectionId: 'open', source: 'folder', title: sourceId, mediaType: 'text/plain', ...more };
  const original = Buffer.from(JSON.stringify(passages));
  return {
    sourceId,
    original,
    digest: sha256(JSON.stringify([rest, passages])),
    passages: passages.map((passage) => (typeof passage === 'string' ? { headings: [], text: passage } : passage)),
    ...rest,
  };
}

/** What the index should be according to the passages that are there; empty when it is right. */
export async function indexFaults(db: Database): Promise<unknown[]> {
  const [counts, terms, words, postings] = await Promise.all([
    db.query(`SELECT c.id, c.passage_count, c.length_total FROM collections c
      LEFT JOIN (SELECT collection_id, count(*) AS n, sum(length) AS length FROM passages GROUP BY 1) p
        ON p.collection_id = c.id
      WHERE (c.passage_count, c.length_total) IS DISTINCT FROM (coalesce(p.n, 0), coalesce(p.length, 0))`),
    db.query(`WITH expected AS (
        SELECT p.collection_id, t.term, count(*) AS passages FROM passages p CROSS JOIN LATERAL passage_terms(p.words) t GROUP BY 1, 2
      )
      SELECT 'term count', e.*, c.passages FROM expected e FULL JOIN term_counts c USING (collection_id, term) WHERE e.passages IS DISTINCT FROM c.passages`),
    db.query(`WITH expected AS (
        SELECT p.collection_id, w.word, count(*) AS passages FROM passages p CROSS JOIN LATERAL passage_vocabulary(p.words) AS w (word) GROUP BY 1, 2
      )
      SELECT 'word', e.*, v.passages FROM expected e FULL JOIN vocabulary v USING (collection_id, word) WHERE e.passages IS DISTINCT FROM v.passages`),
    db.query(`
      WITH expected AS (
        SELECT p.collection_id, t.term, p.id, least(63, t.tf) AS tf, p.length
        FROM passages p CROSS JOIN LATERAL passage_terms(p.words) t
      ), actual AS (
        SELECT collection_id, term, (block::bigint << 11) | (e >> 20) AS id, (e >> 14) & 63 AS tf, e & 16383 AS length
        FROM postings CROSS JOIN LATERAL unnest(entries) e
      )
      SELECT 'missing', m.* FROM (TABLE expected EXCEPT ALL TABLE actual) m
      UNION ALL SELECT 'left over', l.* FROM (TABLE actual EXCEPT ALL TABLE expected) l`),
  ]);
  return [...counts, ...terms, ...words, ...postings];
}

/** A small generator of repeatable chance (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
