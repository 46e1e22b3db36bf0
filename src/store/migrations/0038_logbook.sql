-- The Logboek Dataverwerkingen, and what is sent on of it and of the audit log.

-- What follows the chain of the audit log, and what sends: how far each is, and how it fares. Several processes share them.
CREATE TABLE outlets (
  name text PRIMARY KEY,
  -- The last entry of the chain that it has done. What sends records goes by their queue instead, and leaves this at 0.
  cursor bigint NOT NULL,
  -- Which process is at work on it, and until when that counts.
  leased_by uuid,
  leased_until timestamptz,
  failures integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  -- Of the last try that failed: a code of the catalogue, and what the other side was like. Gone once one succeeds.
  fault text,
  detail text,
  fault_at timestamptz
);

-- One record for each processing of personal data and each person whom it was about: never who they are, or what was said.
CREATE TABLE logbook_records (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  trace_id text NOT NULL CHECK (trace_id ~ '^[0-9a-f]{32}$'),
  span_id text NOT NULL UNIQUE CHECK (span_id ~ '^[0-9a-f]{16}$'),
  parent_span_id text CHECK (parent_span_id ~ '^[0-9a-f]{16}$'),
  status text NOT NULL CHECK (status IN ('Unset', 'Ok', 'Error')),
  name text NOT NULL CHECK (name <> ''),
  -- Milliseconds since 1970.
  started bigint NOT NULL,
  ended bigint NOT NULL CHECK (ended >= started),
  -- Of the attributes, to search by.
  activity text NOT NULL,
  subject text,
  attributes jsonb NOT NULL,
  resource jsonb NOT NULL,
  -- The entry of the audit log that it was made from.
  entry bigint NOT NULL
);
CREATE INDEX logbook_records_trace ON logbook_records (trace_id);
CREATE INDEX logbook_records_subject ON logbook_records (subject, number);
CREATE INDEX logbook_records_activity ON logbook_records (activity, number);
CREATE INDEX logbook_records_ended ON logbook_records (ended);

-- Nobody changes a record, and only what clears up after the retention time takes one away.
CREATE FUNCTION keep_logbook_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('balie.logbook_retention', true) = 'on' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'records of the logbook are not changed';
END $$;
CREATE TRIGGER logbook_records_kept BEFORE UPDATE OR DELETE ON logbook_records FOR EACH ROW EXECUTE FUNCTION keep_logbook_records();
CREATE TRIGGER logbook_records_whole BEFORE TRUNCATE ON logbook_records FOR EACH STATEMENT EXECUTE FUNCTION keep_logbook_records();

-- Records that the receiver has not acknowledged.
CREATE TABLE logbook_queue (
  record bigint PRIMARY KEY REFERENCES logbook_records (number),
  next_at timestamptz NOT NULL,
  -- Until when a process that sends it counts as alive.
  leased_until timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  -- Whether the receiver refused what it was sent with: then it goes by itself, so that no other waits for it.
  is_refused boolean NOT NULL DEFAULT false
);
CREATE INDEX logbook_queue_next ON logbook_queue (next_at);
CREATE INDEX logbook_queue_refused ON logbook_queue (record) WHERE is_refused;
