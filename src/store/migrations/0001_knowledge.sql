-- Collections, documents, passages, and the index that BM25 searches.
-- Embeddings come later, but pgvector is asked for now: a server without it shows at set-up, not at an upgrade.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE collections (
  id text PRIMARY KEY CHECK (id <> ''),
  title text NOT NULL CHECK (title <> ''),
  owner text NOT NULL CHECK (owner <> ''),
  readers text[] NOT NULL CHECK (readers <@ ARRAY['resident', 'employee']),
  -- False once the configuration no longer names it: its documents stay, nobody reads them.
  declared boolean NOT NULL DEFAULT true,
  -- What BM25 needs to know of the whole collection; kept by the trigger on passages.
  passage_count bigint NOT NULL DEFAULT 0 CHECK (passage_count >= 0),
  length_total bigint NOT NULL DEFAULT 0 CHECK (length_total >= passage_count),
  CHECK (declared OR readers = '{}')
);

CREATE TABLE originals (
  sha256 text PRIMARY KEY,
  bytes bytea NOT NULL,
  CHECK (sha256 = encode(sha256(bytes), 'hex'))
);

CREATE TABLE documents (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{20}$'),
  collection_id text NOT NULL REFERENCES collections ON DELETE CASCADE,
  source_id text NOT NULL CHECK (source_id <> ''),
  title text NOT NULL CHECK (title <> ''),
  url text CHECK (url ~* '^https?://'),
  media_type text NOT NULL CHECK (media_type <> ''),
  original text NOT NULL REFERENCES originals,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  owner text CHECK (owner <> ''),
  valid_from date,
  valid_until date,
  review_by date,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (collection_id, source_id),
  UNIQUE (id, collection_id),
  CHECK (valid_until >= valid_from)
);
CREATE INDEX documents_original ON documents (original);
-- Search asks which documents of a collection are out of date; most have no dates at all.
CREATE INDEX documents_dated ON documents (collection_id, valid_from, valid_until)
  WHERE valid_from IS NOT NULL OR valid_until IS NOT NULL;

-- What a passage is found by, and how often each counts: a word in the title (weight A) twice, elsewhere once. Stop words
-- are left out. Each other word gives its Dutch stem, and every four successive letters of it with a space before the
-- first: "hond" of "hondenbelasting" is "  hon", " hond", " onde", …, each marked with one more space, which no stem
-- has. That is how a compound and its parts find each other, and why a typing error seldom loses a word.
-- An entry of `postings` has 8 bits for tf, hence the 255.
-- BEGIN ATOMIC binds names now: a restore, which runs without a search path, can fill the generated column below.
CREATE FUNCTION passage_terms(words tsvector) RETURNS TABLE (term text, tf integer)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
  WITH kept AS (
    SELECT w.lexeme AS word, ts_lexize('pg_catalog.dutch_stem', w.lexeme) AS stem,
      greatest(1, cardinality(w.weights) + cardinality(array_positions(w.weights, 'A'))) AS tf
    FROM unnest(words) AS w
  ), terms AS (
    SELECT stem[1] AS term, tf FROM kept
    UNION ALL
    SELECT ' ' || substr(' ' || word, place, 4), tf
    FROM kept CROSS JOIN LATERAL generate_series(1, char_length(word) - 2) AS place
    WHERE stem <> '{}' AND word !~ '[0-9./@_-]'
  )
  SELECT term, least(255, sum(tf))::integer FROM terms WHERE term IS NOT NULL GROUP BY term;
END;

-- The passage's length in the same measure; an entry of `postings` has 14 bits for it.
CREATE FUNCTION passage_length(words tsvector) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
  SELECT least(16383, greatest(1, coalesce(sum(tf), 0)))::integer FROM passage_terms(words);
END;

CREATE TABLE passages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document_id text NOT NULL,
  collection_id text NOT NULL,
  ordinal integer NOT NULL CHECK (ordinal >= 1),
  page integer CHECK (page >= 1),
  headings text[] NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  -- Words of title (weight A), headings (B) and text (D), as they are written.
  words tsvector NOT NULL,
  length integer NOT NULL GENERATED ALWAYS AS (passage_length(words)) STORED,
  FOREIGN KEY (document_id, collection_id) REFERENCES documents (id, collection_id) ON DELETE CASCADE,
  -- Deferred: passages trade places while a document is swapped in.
  UNIQUE (document_id, ordinal) DEFERRABLE INITIALLY DEFERRED
);

-- term → passages, packed: one row for 512 successive passage ids, one integer for each passage that has the term:
-- bits 22–30 place in the block, bits 14–21 tf, bits 0–13 length of the passage. So scoring reads this table alone.
CREATE TABLE postings (
  collection_id text NOT NULL REFERENCES collections ON DELETE CASCADE,
  term text NOT NULL,
  block integer NOT NULL,
  entries integer[] NOT NULL CHECK (cardinality(entries) BETWEEN 1 AND 512),
  PRIMARY KEY (collection_id, term, block)
);

-- Postings and counts follow the passages in the same transaction, whoever changes them and by whatever cascade.
CREATE FUNCTION index_passages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- One writer at a time: two that touch the same rows of postings in another order would wait for each other for ever.
  PERFORM pg_advisory_xact_lock(hashtext('balie.knowledge'));
  INSERT INTO postings (collection_id, term, block, entries)
  SELECT p.collection_id, t.term, (p.id >> 9)::integer,
    array_agg(((p.id & 511)::integer << 22) | (t.tf << 14) | p.length ORDER BY p.id)
  FROM added p CROSS JOIN LATERAL passage_terms(p.words) t
  GROUP BY 1, 2, 3
  ON CONFLICT (collection_id, term, block) DO UPDATE SET entries = postings.entries || excluded.entries;

  UPDATE collections c
  SET passage_count = c.passage_count + s.passages, length_total = c.length_total + s.length
  FROM (SELECT collection_id, count(*) AS passages, sum(length) AS length FROM added GROUP BY 1) s
  WHERE c.id = s.collection_id;
  RETURN NULL;
END $$;

CREATE FUNCTION unindex_passages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('balie.knowledge'));
  WITH gone AS MATERIALIZED (
    SELECT p.collection_id, t.term, (p.id >> 9)::integer AS block, array_agg((p.id & 511)::integer) AS places
    FROM removed p CROSS JOIN LATERAL passage_terms(p.words) t
    GROUP BY 1, 2, 3
  ), remaining AS MATERIALIZED (
    SELECT b.collection_id, b.term, b.block,
      ARRAY(SELECT e FROM unnest(b.entries) e WHERE e >> 22 <> ALL (g.places)) AS entries
    FROM gone g JOIN postings b USING (collection_id, term, block)
  ), emptied AS (
    DELETE FROM postings b USING remaining r
    WHERE b.collection_id = r.collection_id AND b.term = r.term AND b.block = r.block AND r.entries = '{}'
  )
  UPDATE postings b SET entries = r.entries FROM remaining r
  WHERE b.collection_id = r.collection_id AND b.term = r.term AND b.block = r.block AND r.entries <> '{}';

  UPDATE collections c
  SET passage_count = c.passage_count - s.passages, length_total = c.length_total - s.length
  FROM (SELECT collection_id, count(*) AS passages, sum(length) AS length FROM removed GROUP BY 1) s
  WHERE c.id = s.collection_id;
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'passages are replaced, not changed: delete the row and insert a new one';
END $$;

CREATE TRIGGER passages_added AFTER INSERT ON passages
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION index_passages();
CREATE TRIGGER passages_removed AFTER DELETE ON passages
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION unindex_passages();
-- Place and page may move; what the index was made of may not.
CREATE TRIGGER passages_fixed
  BEFORE UPDATE OF id, document_id, collection_id, headings, text, digest, words ON passages
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An original goes with the last document that came from it.
CREATE FUNCTION drop_unused_originals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM originals o USING replaced r
  WHERE o.sha256 = r.original AND NOT EXISTS (SELECT FROM documents d WHERE d.original = o.sha256);
  RETURN NULL;
END $$;
CREATE TRIGGER documents_removed AFTER DELETE ON documents
  REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION drop_unused_originals();
CREATE TRIGGER documents_changed AFTER UPDATE ON documents
  REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION drop_unused_originals();
