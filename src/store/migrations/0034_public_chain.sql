-- A chain that an outsider can check.

-- From the entry `chain.opened` on, or from the first where there were none, `hash` is the SHA-256 of `body`, which anybody can compute. What
-- keeps who can write the database from computing it too is the signature over the head. Null: nothing was written since the update.
ALTER TABLE audit_head
  ADD COLUMN signature text,
  -- How many checkpoints there are: one that is taken away is missed.
  ADD COLUMN checkpoints bigint NOT NULL DEFAULT 0;

-- What the chain was at a moment, signed. Kept elsewhere it proves later that nothing before it was changed or cut off.
CREATE TABLE audit_checkpoints (
  ordinal bigint PRIMARY KEY,
  number bigint NOT NULL,
  hash bytea NOT NULL,
  -- ISO 8601, as it was signed.
  at text NOT NULL,
  key_id text NOT NULL,
  signature text NOT NULL
);

CREATE INDEX audit_checkpoints_number ON audit_checkpoints (number);

-- How far each place outside has the checkpoints. What comes after `ordinal` is still to be sent.
CREATE TABLE audit_anchors (
  name text PRIMARY KEY,
  ordinal bigint NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  fault text,
  detail text,
  sent_at timestamptz,
  next_at timestamptz NOT NULL
);

-- Checkpoints of another server that this one keeps for it, by the key that it sends them with.
CREATE TABLE audit_kept_checkpoints (
  holder text NOT NULL,
  number bigint NOT NULL,
  hash bytea NOT NULL,
  at text NOT NULL,
  key_id text NOT NULL,
  signature text NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (holder, number)
);

-- The last walk of the chain, for who watches over it.
CREATE TABLE audit_verifications (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  at timestamptz NOT NULL,
  entries bigint NOT NULL,
  fault_number bigint,
  fault text
);

-- What people did, without what is asked all day: few among millions.
CREATE INDEX audit_entries_acts ON audit_entries (number) WHERE kind !~ '^(turn|call)[.]';
