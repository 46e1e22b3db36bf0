-- What employees say is wrong in a source, for who keeps its collection. Goes whole after the retention time.
CREATE TABLE source_reports (
  id uuid PRIMARY KEY,
  collection_id text NOT NULL,
  -- It may be gone from the collection by the time that somebody looks.
  document_id text NOT NULL,
  person_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  done_at timestamptz,
  -- The number of a person or key.
  done_by text,
  -- Its key, wrapped by the master key; with it encrypted: what is said, and what was answered.
  wrapped bytea NOT NULL,
  content bytea NOT NULL,
  note bytea,
  CHECK ((done_at IS NULL) = (done_by IS NULL)),
  CHECK (note IS NULL OR done_at IS NOT NULL)
);
CREATE INDEX source_reports_collection ON source_reports (collection_id, created_at);
CREATE INDEX source_reports_person ON source_reports (person_id, created_at);
CREATE INDEX source_reports_created ON source_reports (created_at);
