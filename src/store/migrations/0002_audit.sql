-- Turns and the tamper-evident log of what happened in them.

-- One row per process that takes turns: a turn without an end whose process is gone was interrupted.
CREATE TABLE instances (
  id uuid PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT now(),
  -- From when on it was seen without a gap.
  since timestamptz NOT NULL DEFAULT now()
);

-- Where each turn stands. What was said is only in the log, encrypted.
CREATE TABLE turns (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL,
  assistant text NOT NULL,
  instance_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('answered', 'quoted', 'abstained', 'interrupted', 'failed')),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX turns_conversation ON turns (conversation_id, received_at);
CREATE INDEX turns_received ON turns (received_at);
CREATE INDEX turns_open ON turns (received_at) WHERE ended_at IS NULL;

-- Which master keys have wrapped turn keys, by fingerprint, so that a wrong key is noticed at start.
CREATE TABLE audit_master_keys (
  fingerprint text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The key of a turn's content, wrapped by the master key. Deleting the row erases the content for good; the chain stays whole.
CREATE TABLE turn_keys (
  turn_id uuid PRIMARY KEY REFERENCES turns (id),
  wrapped bytea NOT NULL
);

-- The chain. `body` is the exact text that `hash` is the HMAC-SHA-256 of, with a key that is not in the database. It names its
-- number, time, kind, turn, the digest of its content and the hash of the entry before it. The other columns are derived from it,
-- so that they cannot say anything else.
CREATE TABLE audit_entries (
  number bigint PRIMARY KEY,
  body text NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  content bytea,
  turn_id uuid GENERATED ALWAYS AS ((body::jsonb ->> 'turnId')::uuid) STORED,
  kind text NOT NULL GENERATED ALWAYS AS (body::jsonb ->> 'kind') STORED
);
CREATE INDEX audit_entries_turn ON audit_entries (turn_id);

-- The last link. Its row is locked while an entry is added: the chain has one writer at a time.
CREATE TABLE audit_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  number bigint NOT NULL,
  hash bytea NOT NULL
);
INSERT INTO audit_head (number, hash) VALUES (0, decode(repeat('00', 32), 'hex'));
