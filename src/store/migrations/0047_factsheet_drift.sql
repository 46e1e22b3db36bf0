-- Published from the command line there is no person: the audit log has the account of the system.
ALTER TABLE factsheet_publications ALTER COLUMN by_person DROP NOT NULL;

-- How the deployment differs from what was last published, as it was last looked at: one row, for all processes.
CREATE TABLE factsheet_drift (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  at timestamptz NOT NULL,
  publication integer NOT NULL REFERENCES factsheet_publications (number),
  -- Whether the publication could be read: one of another schema tells nothing that can be compared.
  is_comparable boolean NOT NULL,
  -- JSON of the differences, in words: of what is public alone.
  differences jsonb NOT NULL
);

-- The last evaluations of the answers of each assistant. No question or answer stands here.
CREATE TABLE assistant_evaluations (
  assistant text NOT NULL CHECK (length(assistant) <= 100),
  at timestamptz NOT NULL,
  cases integer NOT NULL CHECK (cases >= 1),
  rates jsonb NOT NULL,
  version text NOT NULL CHECK (length(version) <= 100),
  model text NOT NULL CHECK (length(model) <= 1000),
  PRIMARY KEY (assistant, at)
);
