-- What people say of the deployment in its factsheet. All of it is public but for who said it, of whom the role alone is told.
CREATE TABLE factsheet_statements (
  -- '' for the whole deployment.
  assistant text NOT NULL CHECK (length(assistant) <= 100),
  question text NOT NULL CHECK (question ~ '^[a-z_]{1,60}$'),
  number integer NOT NULL CHECK (number >= 1),
  -- JSON of the answer; null: taken back.
  answer jsonb,
  role text NOT NULL CHECK (length(role) BETWEEN 1 AND 100),
  review_on date,
  by_person uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (assistant, question, number)
);

-- A factsheet as it was published: what holds until the next one. Its bytes are what was signed.
CREATE TABLE factsheet_publications (
  number integer PRIMARY KEY CHECK (number >= 1),
  at timestamptz NOT NULL,
  by_person uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) <= 1000),
  document text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  key_id text NOT NULL,
  signature text NOT NULL
);

-- A record of an assistant on a platform, and what became of the last try to bring it there.
CREATE TABLE factsheet_records (
  platform text NOT NULL CHECK (length(platform) <= 100),
  assistant text NOT NULL CHECK (length(assistant) <= 100),
  -- What the platform calls it; null: it has none yet.
  remote_id text CHECK (length(remote_id) <= 200),
  -- Publication that it holds; null: nothing was taken yet.
  publication integer REFERENCES factsheet_publications (number),
  -- Of what was sent last and taken, to see what was changed on the other side.
  sent_sha256 text CHECK (sent_sha256 ~ '^[0-9a-f]{64}$'),
  state text NOT NULL CHECK (state IN ('none', 'sending', 'draft', 'released', 'published', 'withdrawn')),
  tried_at timestamptz,
  -- Code of the error catalogue.
  fault text CHECK (length(fault) <= 100),
  PRIMARY KEY (platform, assistant)
);
