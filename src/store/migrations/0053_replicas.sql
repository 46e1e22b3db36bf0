-- Measurements of drafts of assistants: of one person one runs at a time, whichever process makes it, and the last one of an assistant stays.
CREATE TABLE trials (
  id uuid PRIMARY KEY,
  assistant text NOT NULL CHECK (assistant <> ''),
  -- Number of a person or of a key.
  owner text NOT NULL CHECK (owner <> ''),
  state text NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'failed', 'interrupted')),
  -- The text that is otherwise in the draft, and the version that it was made from.
  file text NOT NULL,
  version integer NOT NULL,
  cases integer NOT NULL CHECK (cases > 0),
  -- The draft, and what became of the cases, with their key, wrapped by the master key.
  wrapped bytea NOT NULL,
  content bytea NOT NULL,
  fault text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- When the process that makes it last said that it lives.
  beat_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (assistant, owner),
  CHECK ((state = 'running') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX trials_running ON trials (owner) WHERE state = 'running';

-- By which a conversation of a program that sends no number is known again: keyed digests of all that was said in it, no words. Goes with the last of those.
CREATE TABLE program_conversations (
  digest bytea PRIMARY KEY,
  conversation_id uuid NOT NULL,
  kept_at timestamptz NOT NULL
);
CREATE INDEX program_conversations_conversation ON program_conversations (conversation_id);

-- Models on their way to a host, and what became of the last ones: whichever process brings them, all show them.
CREATE TABLE model_pulls (
  backend text NOT NULL,
  model text NOT NULL,
  -- Of this try: another takes its place.
  id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  started_at timestamptz NOT NULL,
  completed_bytes bigint,
  total_bytes bigint,
  fault text,
  -- When the process that brings it last said that it lives.
  beat_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (backend, model)
);
