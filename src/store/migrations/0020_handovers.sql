-- Conversations that residents pass on to a person.
CREATE TABLE handovers (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  -- The key of what is passed on, wrapped by the master key, and that itself, encrypted. Both go after the retention time.
  wrapped bytea,
  content bytea,
  CHECK ((wrapped IS NULL) = (content IS NULL))
);
CREATE INDEX handovers_conversation ON handovers (conversation_id);
CREATE INDEX handovers_created ON handovers (created_at);

-- Each way by which one is sent.
CREATE TABLE handover_sendings (
  handover_id uuid NOT NULL REFERENCES handovers (id),
  way text NOT NULL CHECK (way IN ('webhook', 'email')),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  -- Of the last try: a code of the catalogue, and what the other side was like. Never what was sent.
  fault text,
  detail text,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (handover_id, way)
);
CREATE INDEX handover_sendings_failed ON handover_sendings (changed_at) WHERE state = 'failed';
