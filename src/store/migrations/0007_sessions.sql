-- Who is logged in on the pages for editors. Who reads this table cannot take over a session: only a digest of its token is here.
CREATE TABLE sessions (
  -- sha-256 of 256 random bits, as for keys.
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  key_id text NOT NULL REFERENCES api_keys ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- To the minute: a session ends when nobody has used it for a while, and for certain after a working day.
  last_used_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at)
);
CREATE INDEX sessions_key ON sessions (key_id);
