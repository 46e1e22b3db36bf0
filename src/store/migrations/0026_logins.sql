-- Logins with the municipality's own provider that were begun: each is taken once, within ten minutes, by the browser that began it.
CREATE TABLE logins (
  -- sha-256 of what goes to the provider and back, and of what only the browser has.
  state_hash bytea PRIMARY KEY CHECK (octet_length(state_hash) = 32),
  browser_hash bytea NOT NULL CHECK (octet_length(browser_hash) = 32),
  -- Encrypted: what must match when it comes back, and where to go then.
  sealed bytea NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX logins_expires ON logins (expires_at);

-- Messages of a provider that somebody logged out: each is taken once.
CREATE TABLE logout_messages (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  expires_at timestamptz NOT NULL
);

ALTER TABLE sessions
  -- Stays the same when its token is replaced.
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN idle_minutes integer NOT NULL DEFAULT 60 CHECK (idle_minutes > 0),
  -- The token before this one goes on for a moment: requests may be under way with it.
  ADD COLUMN rotated_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN previous_hash bytea CHECK (octet_length(previous_hash) = 32),
  ADD COLUMN previous_until timestamptz,
  -- When and how they last showed who they are; null: that was not told.
  ADD COLUMN authenticated_at timestamptz,
  ADD COLUMN acr text,
  -- The provider's own name for it.
  ADD COLUMN provider_sid text,
  -- Encrypted; null: nobody vouches for it but the desk.
  ADD COLUMN tokens bytea,
  -- When the provider last said who they are and in which groups, and when it was last asked.
  ADD COLUMN checked_at timestamptz,
  ADD COLUMN asked_at timestamptz,
  ADD COLUMN ask_failed boolean NOT NULL DEFAULT false;
UPDATE sessions SET rotated_at = created_at, authenticated_at = created_at;
CREATE UNIQUE INDEX sessions_id ON sessions (id);
CREATE INDEX sessions_previous ON sessions (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX sessions_provider_sid ON sessions (provider_sid) WHERE provider_sid IS NOT NULL;
