-- The stop button: what takes no questions now. What is on has no row.
CREATE TABLE switches (
  -- Name of an assistant; * is all of them.
  assistant text PRIMARY KEY CHECK (assistant <> ''),
  -- What who asks is told.
  message text NOT NULL CHECK (message <> ''),
  since timestamptz NOT NULL,
  -- Id of the key of who did it, or the name of an account on the machine.
  by_key text,
  by_user text,
  CHECK ((by_key IS NULL) <> (by_user IS NULL))
);
