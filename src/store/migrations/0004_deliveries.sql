-- What came in and is not yet a document, and the runs that brought it. The queue itself (schema `jobs`) is its library's.

-- Made here, where one process at a time migrates: two that start at once would both make it.
CREATE SCHEMA jobs;

-- Through which source a document came: documents that are gone from a source are looked for among its own.
ALTER TABLE documents ADD COLUMN source text NOT NULL DEFAULT 'folder' CHECK (source <> '');
UPDATE documents SET source = 'path:' || split_part(source_id, ':', 1) WHERE source_id ~ '^[^/]*:';
ALTER TABLE documents ALTER COLUMN source DROP DEFAULT;
CREATE INDEX documents_source ON documents (collection_id, source);

-- Source id of the archive or mail that it came out of, with which it goes.
ALTER TABLE documents ADD COLUMN container text CHECK (container <> source_id);
CREATE INDEX documents_container ON documents (collection_id, container) WHERE container IS NOT NULL;

-- What an editor should know of the document: pages without text, garbled words, language, hidden text.
ALTER TABLE documents ADD COLUMN quality jsonb;
-- sha-256 over the words alone: the same text in another file has the same.
ALTER TABLE documents ADD COLUMN text_digest text CHECK (text_digest ~ '^[0-9a-f]{64}$');
CREATE INDEX documents_text_digest ON documents (text_digest);

CREATE TABLE runs (
  id uuid PRIMARY KEY,
  collection_id text NOT NULL REFERENCES collections ON DELETE CASCADE,
  source text NOT NULL CHECK (source <> ''),
  -- listing: still looking what there is. working: all is delivered, not all is read. failed: the source could not be read.
  state text NOT NULL DEFAULT 'listing' CHECK (state IN ('listing', 'working', 'ended', 'failed')),
  found integer NOT NULL DEFAULT 0 CHECK (found >= 0),
  unchanged integer NOT NULL DEFAULT 0 CHECK (unchanged >= 0),
  -- Gone from the source, and kept: too many at once to be no mistake.
  kept text[] NOT NULL DEFAULT '{}',
  fault text,
  detail text,
  started_at timestamptz NOT NULL DEFAULT now(),
  -- While it is listing: when its process last said so.
  seen_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  CHECK ((ended_at IS NULL) = (state IN ('listing', 'working')))
);
CREATE INDEX runs_collection ON runs (collection_id, source, started_at);

CREATE TABLE deliveries (
  id uuid PRIMARY KEY,
  collection_id text NOT NULL REFERENCES collections ON DELETE CASCADE,
  source_id text NOT NULL CHECK (source_id <> ''),
  source text NOT NULL CHECK (source <> ''),
  run_id uuid REFERENCES runs ON DELETE SET NULL,
  file_name text NOT NULL CHECK (file_name <> ''),
  content_type text,
  original text NOT NULL REFERENCES originals,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  -- Said about the document by who delivered it, unchecked; goes before what the file says itself.
  metadata jsonb NOT NULL DEFAULT '{}',
  -- Source id of the container that it came out of, and how many there are around it.
  container text,
  -- Source id of the outermost one, which has one budget for all that is in it.
  root text,
  depth integer NOT NULL DEFAULT 0 CHECK (depth >= 0),
  -- failed: waits for a person, who retries it or lets it go.
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  fault text,
  detail text,
  delivered_at timestamptz NOT NULL DEFAULT now(),
  -- A newer delivery of the same document takes the place of an older one.
  UNIQUE (collection_id, source_id),
  CHECK ((state = 'failed') <= (fault IS NOT NULL))
);
CREATE INDEX deliveries_run ON deliveries (run_id, state);
CREATE INDEX deliveries_original ON deliveries (original);

-- What became of each document of a run that was not unchanged. The number rises: who reads along goes on after the last one seen.
CREATE TABLE document_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id uuid REFERENCES runs ON DELETE CASCADE,
  collection_id text NOT NULL REFERENCES collections ON DELETE CASCADE,
  source_id text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('new', 'changed', 'unchanged', 'removed', 'failed', 'cancelled')),
  title text,
  passages integer,
  warnings text[] NOT NULL DEFAULT '{}',
  fault text,
  detail text,
  at timestamptz NOT NULL DEFAULT now(),
  CHECK ((outcome = 'failed') = (fault IS NOT NULL))
);
CREATE INDEX document_events_run ON document_events (run_id, id);
CREATE INDEX document_events_collection ON document_events (collection_id, id);

-- An original is needed as long as a document or a delivery has it.
CREATE OR REPLACE FUNCTION drop_unused_originals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM originals o USING replaced r
  WHERE o.sha256 = r.original
    AND NOT EXISTS (SELECT FROM documents d WHERE d.original = o.sha256)
    AND NOT EXISTS (SELECT FROM deliveries d WHERE d.original = o.sha256);
  RETURN NULL;
END $$;
CREATE TRIGGER deliveries_removed AFTER DELETE ON deliveries
  REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION drop_unused_originals();

-- One writer at a time (see index_passages), and the lock before any row: whoever brings, swaps in or removes documents waits
-- for nobody who waits for him, and of two that drop the last users of an original one comes second and sees it.
CREATE FUNCTION one_writer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('balie.knowledge'));
  RETURN NULL;
END $$;
CREATE TRIGGER deliveries_written BEFORE INSERT OR DELETE ON deliveries FOR EACH STATEMENT EXECUTE FUNCTION one_writer();
CREATE TRIGGER documents_written BEFORE INSERT OR DELETE ON documents FOR EACH STATEMENT EXECUTE FUNCTION one_writer();
CREATE TRIGGER originals_written BEFORE INSERT ON originals FOR EACH STATEMENT EXECUTE FUNCTION one_writer();
