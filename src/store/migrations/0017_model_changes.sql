-- What admins changed over the configuration file: backends and models, by name. Keys of hosts are not here: they stay in their files.
CREATE TABLE model_changes (
  kind text NOT NULL CHECK (kind IN ('backend', 'model')),
  name text NOT NULL CHECK (name <> ''),
  -- Null takes away what the file has.
  definition jsonb,
  changed_at timestamptz NOT NULL DEFAULT now(),
  -- Id of the key of who did it.
  changed_by text NOT NULL,
  PRIMARY KEY (kind, name)
);
-- Rises with each change: every process looks at it every few seconds. Who changes something locks its row first.
CREATE TABLE model_changes_version (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version bigint NOT NULL DEFAULT 0
);
INSERT INTO model_changes_version DEFAULT VALUES;
