/**
 * What exists for an asker, as the first parts of a statement: everything that search counts, finds, suggests or corrects is
 * taken from what these leave, so that nothing unreadable shows through, not even as a number.
 *
 * `readable`: collections. `outdated`: passages in them that do not hold on that day. $2 audiences, $3 collections or null, $4 day.
 */
export const VISIBLE = `readable AS MATERIALIZED (
  SELECT id, passage_count, length_total FROM collections
  WHERE readers && $2::text[] AND ($3::text[] IS NULL OR id = ANY ($3))
), outdated AS MATERIALIZED (
  SELECT p.collection_id, p.id, p.length
  FROM readable r JOIN documents d ON d.collection_id = r.id JOIN passages p ON p.document_id = d.id
  WHERE (d.valid_from IS NOT NULL OR d.valid_until IS NOT NULL)
    AND NOT (coalesce(d.valid_from <= $4::date, true) AND coalesce(d.valid_until >= $4::date, true))
)`;
