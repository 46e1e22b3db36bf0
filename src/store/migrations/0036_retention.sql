-- What must be kept, whatever its age: a conversation, what one employee said, or what was asked an assistant (in a time). Made and ended by hand.
CREATE TABLE legal_holds (
  id uuid PRIMARY KEY,
  conversation_id uuid,
  person_id uuid,
  assistant text CHECK (assistant <> ''),
  -- Of an assistant: what was asked in this time alone.
  said_from timestamptz,
  said_until timestamptz,
  -- Its key, wrapped by the master key, and with that encrypted: why it was made, and why it was ended.
  wrapped bytea NOT NULL,
  reason bytea NOT NULL,
  -- The numbers of persons.
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  -- It ends by itself then.
  ends_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  end_reason bytea,
  CHECK (num_nonnulls(conversation_id, person_id, assistant) = 1),
  CHECK (assistant IS NOT NULL OR num_nonnulls(said_from, said_until) = 0),
  CHECK (said_until > said_from),
  CHECK (ends_at > made_at),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX legal_holds_open ON legal_holds (made_at) WHERE ended_at IS NULL;

-- Whether something must be kept: of a conversation, of a person, and what was asked an assistant at a moment; null for what is not so.
CREATE FUNCTION is_held(conversation uuid, person uuid, asked text, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM legal_holds h
     WHERE h.ended_at IS NULL AND (h.ends_at IS NULL OR h.ends_at > now())
       AND (h.conversation_id = conversation OR h.person_id = person
         OR (h.assistant = asked AND (h.said_from IS NULL OR moment >= h.said_from) AND (h.said_until IS NULL OR moment < h.said_until))))
$$;
-- The same of a conversation as a whole: where one of its turns must be kept, all that goes with it is.
CREATE FUNCTION is_conversation_held(conversation uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM legal_holds WHERE ended_at IS NULL)
    AND (is_held(conversation, person, NULL, NULL)
      OR EXISTS (SELECT 1 FROM turns t WHERE t.conversation_id = conversation AND is_held(NULL, t.person_id, t.assistant, t.received_at)))
$$;

-- Times that what is past its retention was erased: figures alone.
CREATE TABLE retention_runs (
  id uuid PRIMARY KEY,
  -- Why it ran: at the start of a desk, each hour, once a day with a report, by hand.
  began_by text NOT NULL CHECK (began_by IN ('start', 'hour', 'day', 'hand')),
  -- In the Netherlands, of the daily one.
  day date NOT NULL,
  began_at timestamptz NOT NULL,
  -- It still runs: one that says nothing for a while is gone, and another goes on.
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  is_interrupted boolean NOT NULL DEFAULT false,
  -- By kind: how many went, how many are held, with which fault of the catalogue it failed.
  erased jsonb NOT NULL DEFAULT '{}',
  held jsonb NOT NULL DEFAULT '{}',
  failed jsonb NOT NULL DEFAULT '{}',
  CHECK (NOT is_interrupted OR ended_at IS NOT NULL)
);
-- One at a time, of all processes.
CREATE UNIQUE INDEX retention_runs_open ON retention_runs ((true)) WHERE ended_at IS NULL;
CREATE INDEX retention_runs_began ON retention_runs (began_at);
