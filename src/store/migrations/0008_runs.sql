-- Runs that tell everything: what a source could not even give, what was left out and why, and one look at a source at a time.

-- What could not be fetched stands with the rest that failed, without bytes: only its source can give it again.
ALTER TABLE deliveries ALTER COLUMN original DROP NOT NULL;
ALTER TABLE deliveries ALTER COLUMN digest DROP NOT NULL;
ALTER TABLE deliveries ADD CHECK ((original IS NULL) = (digest IS NULL));
ALTER TABLE deliveries ADD CHECK (state = 'failed' OR original IS NOT NULL);

-- Addresses that gave no document of their own, counted by reason, and why a look was not complete.
ALTER TABLE runs ADD COLUMN left_out jsonb NOT NULL DEFAULT '{}';
ALTER TABLE runs ADD COLUMN notes text[] NOT NULL DEFAULT '{}';

-- The row is the lock, and `seen_at` says that its holder lives: a lock of a transaction cannot be held for hours.
UPDATE runs SET state = 'failed', ended_at = now(), fault = 'document-interrupted' WHERE state = 'listing';
CREATE UNIQUE INDEX runs_listing ON runs (collection_id, source) WHERE state = 'listing';

-- Folders and files that were brought in by hand, each a source of its own: which place goes by which name. The name
-- stands before the source ids of what is in it; the first place of a collection without a folder of its own has none.
CREATE TABLE places (
  collection_id text NOT NULL REFERENCES collections ON DELETE CASCADE,
  name text NOT NULL,
  path text NOT NULL CHECK (path <> ''),
  PRIMARY KEY (collection_id, name),
  UNIQUE (collection_id, path)
);

-- What is on its way in out of a container: asked while nobody else may write.
CREATE INDEX deliveries_container ON deliveries (collection_id, container) WHERE container IS NOT NULL;
