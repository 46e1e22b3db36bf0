-- Vectors are sought by an HNSW index, one for each model, made at run time: only then is it known which models there are,
-- how long their vectors are, and whether an index pays.

ALTER TABLE embedding_models
  -- Names the indexes of this model: a model's own name may be anything.
  ADD COLUMN number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  -- How the host is asked for a question's vector, so that it can be asked for when another model is configured by then.
  ADD COLUMN host_name text CHECK (host_name <> ''),
  ADD COLUMN query_prefix text,
  -- Since when every passage has had a vector, but for those that the model gives none for; null as long as many lack one.
  ADD COLUMN complete_at timestamptz,
  -- The index holds the passages up to this id, in this type. Those after it are compared one by one until it is made anew:
  -- filling a living HNSW index is slow.
  ADD COLUMN indexed_to bigint,
  ADD COLUMN indexed_as text CHECK (indexed_as IN ('vector', 'halfvec')),
  ADD CHECK ((host_name IS NULL) = (query_prefix IS NULL)),
  ADD CHECK ((indexed_to IS NULL) = (indexed_as IS NULL));

-- The passage's own collection, beside its vector: who may read what is decided within the scan of the index.
ALTER TABLE passage_embeddings ADD COLUMN collection_id text;
UPDATE passage_embeddings e SET collection_id = p.collection_id FROM passages p WHERE p.id = e.passage_id;
ALTER TABLE passage_embeddings ALTER COLUMN collection_id SET NOT NULL;
-- Few collections among many are compared one by one.
CREATE INDEX passage_embeddings_collection ON passage_embeddings (collection_id, model);

-- Whatever is given as the collection, it becomes the passage's. A passage never moves to another one (passages_fixed).
CREATE FUNCTION place_embedding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT p.collection_id INTO NEW.collection_id FROM passages p WHERE p.id = NEW.passage_id;
  RETURN NEW;
END $$;
CREATE TRIGGER passage_embeddings_placed BEFORE INSERT OR UPDATE ON passage_embeddings
  FOR EACH ROW EXECUTE FUNCTION place_embedding();

-- The passages nearest to a question's vector by the index of a model, best first: of these collections only, and none of
-- the hidden ones. `breadth` is how many the index seeks at once. Nothing when the model has no index. Stable: it sees what the statement around it sees.
-- A fifth more is taken from the index than is asked for, and ranked by whole vectors: it may have them halved.
-- The statement is put together for the model, since the planner takes a partial index on an expression only where it
-- reads the same constants. Sorting is off, since the planner would sort small tables, and rank those with many filters wrong.
CREATE FUNCTION nearest_passages(question text, of_model text, readable text[], hidden bigint[], wanted integer, breadth integer)
  RETURNS TABLE (id bigint, similarity float8)
  LANGUAGE plpgsql STABLE SET enable_sort = off AS $$
DECLARE
  model embedding_models;
  width text;
  point vector := question;
BEGIN
  SELECT * INTO model FROM embedding_models m WHERE m.model = of_model AND m.indexed_to IS NOT NULL;
  IF NOT FOUND THEN RETURN; END IF;
  width := format('%s(%s)', model.indexed_as, model.dimensions);
  -- Filters take away what the index gives: it goes on until there is enough, but not through everything. What it finds then
  -- may be nearer than what it found before; strict order would leave that out.
  PERFORM set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', breadth::text, true),
    set_config('hnsw.max_scan_tuples', '20000', true);
  RETURN QUERY EXECUTE format($statement$
    SELECT n.passage_id, 1 - (n.embedding <=> $1) AS similarity FROM (
      (SELECT e.passage_id, e.embedding FROM passage_embeddings e
      WHERE e.model = %1$L AND e.passage_id <= %2$s AND e.collection_id = ANY ($2) AND e.passage_id <> ALL ($3)
      ORDER BY e.embedding::%3$s <=> $1::%3$s LIMIT $4 * 6 / 5)
      UNION ALL
      (SELECT e.passage_id, e.embedding FROM passage_embeddings e
      WHERE e.model = %1$L AND e.passage_id > %2$s AND e.collection_id = ANY ($2) AND e.passage_id <> ALL ($3)
      ORDER BY e.embedding <=> $1 LIMIT $4)
    ) AS n
    ORDER BY similarity DESC, n.passage_id LIMIT $4
  $statement$, model.model, model.indexed_to, width) USING point, readable, hidden, wanted;
END $$;
