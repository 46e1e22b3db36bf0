-- Why an assistant for residents is on while something is missing of what it needs for that, and until when. All of it is public but for who did it.
CREATE TABLE live_exceptions (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  assistant text NOT NULL CHECK (length(assistant) <= 100),
  reason text NOT NULL CHECK (length(reason) BETWEEN 20 AND 500),
  -- The last day on which it holds; null: as long as the configuration has it, for the fictional municipality alone.
  until date CHECK (until IS NOT NULL OR origin = 'configuration'),
  -- By a person; by the configuration file; made by itself for what was on when this came, or was complete and is no more.
  origin text NOT NULL CHECK (origin IN ('person', 'configuration', 'upgrade', 'lapse')),
  at timestamptz NOT NULL,
  by_key text,
  by_user text,
  -- When it was seen to be over.
  ended_at timestamptz
);
CREATE INDEX live_exceptions_of ON live_exceptions (assistant, number);

-- Assistants that were on with all that they need when that was last looked at.
CREATE TABLE live_assistants (assistant text PRIMARY KEY CHECK (length(assistant) <= 100));

-- A row until the first process looks: what is on by then was on before anybody asked for this. A new installation has written nothing yet.
CREATE TABLE live_upgrade (is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only));
INSERT INTO live_upgrade (is_only) SELECT true WHERE EXISTS (SELECT FROM audit_entries) OR EXISTS (SELECT FROM documents) OR EXISTS (SELECT FROM turns);

-- Of the prompts that were evaluated: whether an evaluation is of what runs now. Older ones cannot tell.
ALTER TABLE assistant_evaluations ADD COLUMN prompts_sha256 text CHECK (prompts_sha256 ~ '^[0-9a-f]{64}$');
