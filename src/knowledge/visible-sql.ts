/** SQL: whether a collection may be read by one of these, such as `mayRead('c', '$2')`. */
export const mayRead = (collection: string, readers: string) => `${collection}.readers && ${readers}::text[]`;

/** SQL: whether a document is valid on a day, such as `isValid('d', '$3')`. */
export const isValid = (document: string, day: string) =>
  `(coalesce(${document}.valid_from <= ${day}::date, true) AND coalesce(${document}.valid_until >= ${day}::date, true))`;

/**
 * What exists for an asker, as the first parts of a statement: everything that search counts, finds, suggests or corrects is
 * taken from what these leave, so that nothing unreadable shows through, not even as a number.
 *
 * `readable`: collections. `outdated`: passages in them that do not hold on that day. $2 readers, $3 collections or null, $4 day.
 */
export const VISIBLE = `readable AS MATERIALIZED (
  SELECT id, passage_count, length_total FROM collections c
  WHERE ${mayRead('c', '$2')} AND ($3::text[] IS NULL OR id = ANY ($3))
), outdated AS MATERIALIZED (
  SELECT p.collection_id, p.id, p.length
  FROM readable r JOIN documents d ON d.collection_id = r.id JOIN passages p ON p.document_id = d.id
  WHERE (d.valid_from IS NOT NULL OR d.valid_until IS NOT NULL)
    AND NOT ${isValid('d', '$4')}
)`;

/**
 * `hidden`: passages of `readable` that are not to be found: outdated ones, and those of documents in another language than is wanted
 * ($5, ISO 639-1 codes, or null for any). What language a document has is no secret: what terms weigh is taken from all of them. One
 * whose language nobody could tell is never hidden.
 */
export const HIDDEN = `hidden AS MATERIALIZED (
  SELECT id FROM outdated
  UNION ALL
  SELECT p.id FROM readable r JOIN documents d ON d.collection_id = r.id JOIN passages p ON p.document_id = d.id
  WHERE $5::text[] IS NOT NULL AND d.language <> ALL ($5) AND ${isValid('d', '$4')}
)`;
