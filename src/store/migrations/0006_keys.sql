-- Keys for programs that deliver documents. Who reads this table cannot use one: only a digest of the secret is here.
CREATE TABLE api_keys (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{16}$'),
  name text NOT NULL CHECK (name <> ''),
  -- sha-256 of 256 random bits: a slow hash would protect no better, and cost each request.
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  collections text[] NOT NULL CHECK (cardinality(collections) > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  -- To the minute: enough to see that a key is out of use, and one write a minute at most.
  last_used_at timestamptz
);
