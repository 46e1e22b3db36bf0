-- Accounts of the desk itself (people of the issuer `balie`): for its first admin, and for who has none with the municipality's provider.
CREATE TABLE passkeys (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  -- As the authenticator names it.
  credential bytea NOT NULL UNIQUE CHECK (length(credential) BETWEEN 1 AND 1023),
  -- In COSE, as it was given. Nothing here opens anything: the other half is in the authenticator alone.
  public_key bytea NOT NULL,
  -- Of an authenticator that counts: one that goes back is a copy.
  counter bigint NOT NULL CHECK (counter >= 0),
  transports text[] NOT NULL DEFAULT '{}',
  -- Kept by a provider of passkeys too, and so on more than one device.
  is_synced boolean NOT NULL,
  -- What its owner calls it.
  name text NOT NULL CHECK (name <> ''),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_person ON passkeys (person_id);

-- Links with which somebody makes a passkey, once. Only a digest of what they hold; a row goes when it was used.
CREATE TABLE invitations (
  hash bytea PRIMARY KEY,
  -- That of the first admin, who says who they are. There is one at most: that of the last start.
  is_first boolean NOT NULL DEFAULT false,
  -- For another passkey of an account that is there; otherwise for a new account with this name.
  person_id uuid REFERENCES people ON DELETE CASCADE,
  name text CHECK (name <> ''),
  claimed text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT invitations_whose_check CHECK (num_nonnulls(person_id, name) = CASE WHEN is_first THEN 0 ELSE 1 END)
);
CREATE UNIQUE INDEX invitations_first ON invitations (is_first) WHERE is_first;

-- What authenticators are asked to sign, for a few minutes and once.
CREATE TABLE passkey_challenges (
  challenge text PRIMARY KEY,
  -- Of a passkey that is being made: whose it will be. Null: somebody logs in.
  person_id uuid,
  -- The invitation that it is made with; null: by who is logged in.
  invitation bytea,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_expires ON passkey_challenges (expires_at);
