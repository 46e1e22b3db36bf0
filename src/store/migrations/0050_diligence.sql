-- What people answer of the due diligence of this deployment, in versions.
CREATE TABLE diligence_answers (
  question text NOT NULL CHECK (question ~ '^[a-z]{2,30}-[0-9]{2,3}$'),
  number integer NOT NULL CHECK (number >= 1),
  -- Null: a note beside a measurement, or taken back.
  verdict text CHECK (verdict IN ('yes', 'partly', 'no')),
  -- Sealed JSON of its words, its office and its evidence; null: taken back.
  content bytea,
  review_on date,
  by_person uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (question, number)
);

-- Files that prove an answer, each once: sealed, for who fills in the factsheet alone.
CREATE TABLE diligence_files (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  kind text NOT NULL CHECK (kind IN ('pdf', 'docx', 'odt', 'png', 'jpg', 'csv')),
  bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 5242880),
  content bytea NOT NULL,
  at timestamptz NOT NULL
);

-- The whole report as somebody fixed it. Its bytes are what was signed.
CREATE TABLE diligence_snapshots (
  number integer PRIMARY KEY CHECK (number >= 1),
  at timestamptz NOT NULL,
  by_person uuid NOT NULL,
  is_public boolean NOT NULL,
  -- Sealed JSON of the reason and the document: what is not public is not readable here.
  content bytea NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  key_id text NOT NULL,
  -- SPKI, PEM: with another master key the desk has another one.
  public_key text NOT NULL,
  signature text NOT NULL
);

-- Reports of other deployments that somebody chose to keep, to compare with.
CREATE TABLE diligence_others (
  id integer PRIMARY KEY CHECK (id >= 1),
  -- Sealed JSON of what it is called here and the file as it was given.
  content bytea NOT NULL,
  by_person uuid NOT NULL,
  at timestamptz NOT NULL
);
