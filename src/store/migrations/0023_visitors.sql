-- Questions of who asks without an account, for the limits. Unlogged: worth nothing after a crash, and in no archive of the write-ahead log.
CREATE UNLOGGED TABLE visitor_counts (
  -- Five minutes each, since 1970.
  slot bigint NOT NULL,
  -- `address:` and a digest that only the key of its day can make, `token:` and the token's number, `proof:` and what was solved, or `total`.
  scope text NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY (slot, scope)
) WITH (fillfactor = 50);

-- The key of a day. When it is gone, nobody can say any more whose the digests of that day were.
CREATE UNLOGGED TABLE visitor_keys (
  day date PRIMARY KEY,
  key bytea NOT NULL CHECK (octet_length(key) = 32)
);
