-- Who logs in by name, with the municipality's own provider or with an account of the desk. What they may follows from their groups, by the
-- configuration, at each request: nothing of it is kept here.
CREATE TABLE people (
  id uuid PRIMARY KEY,
  -- The provider, and who they are there: an e-mail address or a name may be given to somebody else one day, this pair never.
  issuer text NOT NULL CHECK (issuer <> ''),
  subject text NOT NULL CHECK (subject <> ''),
  name text NOT NULL CHECK (name <> ''),
  email text,
  -- As the provider last named them.
  claimed text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  -- Who left: no session of theirs is one any more.
  disabled_at timestamptz,
  UNIQUE (issuer, subject)
);

-- A session is somebody's, or was opened with a key.
ALTER TABLE sessions
  ALTER COLUMN key_id DROP NOT NULL,
  ADD COLUMN person_id uuid REFERENCES people ON DELETE CASCADE,
  ADD CONSTRAINT sessions_whose_check CHECK (num_nonnulls(key_id, person_id) = 1);
CREATE INDEX sessions_person ON sessions (person_id) WHERE person_id IS NOT NULL;

-- Readers are also groups of employees, by their ids in the configuration.
ALTER TABLE collections DROP CONSTRAINT collections_readers_check;

-- Who asked a turn, where somebody was logged in: the conversation is theirs alone.
ALTER TABLE turns ADD COLUMN person_id uuid;
CREATE INDEX turns_person ON turns (person_id, received_at) WHERE person_id IS NOT NULL;
