-- What people said is opened on a request that a second person approves, in another role. What was looked at with it is in the audit log.
CREATE TABLE openings (
  -- Counted by the desk itself, without gaps: one that was taken away is missed.
  number integer PRIMARY KEY CHECK (number > 0),
  -- Made with the form: sent twice, it is one request.
  form uuid NOT NULL UNIQUE,
  asked_by uuid NOT NULL,
  -- All that they were when they asked: who decides is something else.
  asker_roles text[] NOT NULL CHECK (cardinality(asker_roles) > 0),
  asked_at timestamptz NOT NULL,
  category text NOT NULL CHECK (category IN ('fault', 'complaint', 'incident', 'quality', 'data-subject', 'other')),
  scope text NOT NULL CHECK (scope IN ('turn', 'conversation', 'assistant', 'review')),
  turn_id uuid,
  conversation_id uuid,
  assistant text,
  from_at timestamptz,
  until_at timestamptz,
  hours integer NOT NULL CHECK (hours BETWEEN 1 AND 8784),
  -- Why, with its key, wrapped by the master key: people write names. Gone after the retention time.
  wrapped bytea,
  reason bytea,
  decided_by uuid,
  decided_as text,
  decided_at timestamptz,
  is_approved boolean,
  valid_until timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  CHECK ((wrapped IS NULL) = (reason IS NULL)),
  CHECK ((scope = 'turn') = (turn_id IS NOT NULL)),
  CHECK ((scope = 'conversation') = (conversation_id IS NOT NULL)),
  CHECK (CASE scope WHEN 'assistant' THEN num_nonnulls(assistant, from_at, until_at) = 3 AND from_at < until_at ELSE num_nonnulls(assistant, from_at, until_at) = 0 END),
  CHECK (num_nonnulls(decided_by, decided_as, decided_at, is_approved) IN (0, 4)),
  -- Four eyes, whoever writes here.
  CHECK (decided_by IS NULL OR decided_by <> asked_by),
  CHECK (decided_as IS NULL OR decided_as <> ALL (asker_roles)),
  CHECK ((valid_until IS NOT NULL) = coalesce(is_approved, false)),
  CHECK (valid_until IS NULL OR valid_until <= decided_at + hours * interval '1 hour'),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX openings_asker ON openings (asked_by, asked_at);
CREATE INDEX openings_review ON openings (valid_until) WHERE scope = 'review' AND is_approved AND ended_at IS NULL;

-- Who looked at what is read from the audit log itself.
CREATE INDEX audit_entries_opening ON audit_entries ((body::jsonb -> 'facts' ->> 'opening'))
  WHERE kind IN ('opening.asked', 'opening.approved', 'opening.refused', 'opening.ended', 'opening.looked', 'review.opened', 'replay.read', 'replay.run');

-- Days on which the privacy officer was told what was opened: of several processes one tells it.
CREATE TABLE opening_summaries (
  day date PRIMARY KEY
);
