-- What was set by hand of a document that its source has no more: a folder that was not mounted or a page that was moved brings it back, and what was set with it.
CREATE TABLE kept_corrections (
  collection_id text NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  source_id text NOT NULL,
  corrections jsonb NOT NULL,
  gone_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (collection_id, source_id)
);
