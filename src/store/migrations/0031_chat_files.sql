-- Files that an employee puts into one conversation, for that conversation alone. Whose it is, is known from its first file on, also
-- before anything is asked in it. What they hold, and what they are called, is encrypted with the conversation's own key: with the row of
-- the conversation that goes, and all of it is unreadable.
CREATE TABLE chat_folders (
  conversation_id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  -- Wrapped by the master key.
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX chat_folders_person ON chat_folders (person_id);

CREATE TABLE chat_files (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES chat_folders ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ready', 'failed')),
  -- Code of the catalogue.
  fault text,
  bytes integer NOT NULL,
  -- Of what was read.
  pages integer,
  passages integer,
  characters integer,
  -- Encrypted: its name, the file itself, and what was read of it.
  named bytea NOT NULL,
  original bytea NOT NULL,
  content bytea,
  CHECK ((state = 'ready') = (content IS NOT NULL)),
  CHECK ((state = 'failed') = (fault IS NOT NULL))
);
CREATE INDEX chat_files_conversation ON chat_files (conversation_id, created_at);
CREATE INDEX chat_files_created ON chat_files (created_at);

-- Work on whole files, how far it is, and whether it is to stop: it may run in another process than the one that is asked. What it
-- gave is in the audit log, as the turn of the same number.
CREATE TABLE chat_works (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES chat_folders ON DELETE CASCADE,
  started_at timestamptz NOT NULL,
  -- By its process, again and again.
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  stop_asked boolean NOT NULL DEFAULT false
);
CREATE INDEX chat_works_conversation ON chat_works (conversation_id, started_at);
