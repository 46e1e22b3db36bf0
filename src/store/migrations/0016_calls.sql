-- Calls of programs to models, recorded in the same chain as turns.

-- Where each call stands. What was said is only in the log, encrypted.
CREATE TABLE calls (
  id uuid PRIMARY KEY,
  -- Of the API key, not the key itself.
  key_id text NOT NULL,
  model text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('chat', 'embed')),
  instance_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('answered', 'interrupted', 'failed')),
  -- Its entries in the chain. Kept here, as the bodies of entries are not searched for calls.
  received_number bigint NOT NULL,
  ended_number bigint,
  -- The key of what was said, wrapped by the master key. Taking it away erases that for good; the chain stays whole.
  wrapped bytea,
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_number IS NULL))
);
CREATE INDEX calls_open ON calls (received_at) WHERE ended_at IS NULL;
CREATE INDEX calls_unerased ON calls (received_at) WHERE wrapped IS NOT NULL;
