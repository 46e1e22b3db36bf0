-- What people may ask of what the desk has of them (AVG, articles 15 to 17), and what was erased on request.

-- Where in the chain an erasure stands: the receipt is made of that entry, each time that it is asked for.
CREATE TABLE erasures (
  number bigint PRIMARY KEY,
  -- A conversation, or a person.
  subject uuid NOT NULL,
  -- Of a conversation: the employee whose it was.
  person_id uuid
);
CREATE INDEX erasures_subject ON erasures (subject, number);

CREATE TABLE privacy_requests (
  id uuid PRIMARY KEY,
  kind text NOT NULL CONSTRAINT privacy_requests_kind_check CHECK (kind IN ('access', 'correction', 'erasure')),
  subject text NOT NULL CONSTRAINT privacy_requests_subject_check CHECK (subject IN ('conversation', 'person')),
  subject_id uuid NOT NULL,
  -- The day on which the municipality had it: its term begins then.
  received_on date NOT NULL,
  registered_by uuid NOT NULL,
  registered_at timestamptz NOT NULL,
  -- The turn that is to be corrected, with the note, encrypted until it is decided.
  turn_id uuid,
  wrapped bytea,
  content bytea,
  decision text CONSTRAINT privacy_requests_decision_check CHECK (decision IN ('granted', 'refused')),
  reason text,
  decided_by uuid,
  decided_at timestamptz,
  CONSTRAINT privacy_requests_turn_check CHECK ((kind = 'correction') = (turn_id IS NOT NULL)),
  CONSTRAINT privacy_requests_content_check CHECK ((wrapped IS NULL) = (content IS NULL)),
  CONSTRAINT privacy_requests_decided_check CHECK (num_nonnulls(decision, decided_by, decided_at) IN (0, 3)),
  CONSTRAINT privacy_requests_reason_check CHECK ((decision IS NOT DISTINCT FROM 'refused') = (reason IS NOT NULL)),
  CONSTRAINT privacy_requests_other_check CHECK (decided_by <> registered_by)
);
CREATE INDEX privacy_requests_open ON privacy_requests (received_on) WHERE decision IS NULL;

-- A test question goes with the question that it was made of.
ALTER TABLE own_cases ADD COLUMN turn_id uuid;
CREATE INDEX own_cases_turn ON own_cases (turn_id) WHERE turn_id IS NOT NULL;
