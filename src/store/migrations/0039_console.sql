-- What was changed in the console and why, beside the audit log: what people write may hold names, and must be able to go. The log holds the number.
CREATE TABLE console_changes (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- As in the audit log.
  kind text NOT NULL CHECK (kind <> ''),
  subject text NOT NULL,
  -- Number of a key or of a person.
  changed_by text NOT NULL CHECK (changed_by <> ''),
  changed_at timestamptz NOT NULL,
  -- Encrypted.
  reason bytea NOT NULL,
  -- How it was before, where it can be put back; JSON null: it was not there.
  before jsonb
);

-- The start page counts days of questions by their outcome: from the index alone.
DROP INDEX turns_received;
CREATE INDEX turns_received ON turns (received_at) INCLUDE (ended_at, outcome);
