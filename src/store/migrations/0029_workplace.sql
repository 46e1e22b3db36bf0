-- Conversations of employees, as they find them again. What was said is only in the log, encrypted; a title is encrypted here with a key
-- of its own, that the master key wraps. Of a confidential conversation there is no row.
CREATE TABLE conversations (
  -- As its turns name it.
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  assistant text NOT NULL,
  wrapped bytea,
  -- Of the first question, or as its owner named it. That of the question goes with the question.
  title bytea,
  is_named boolean NOT NULL DEFAULT false,
  pinned boolean NOT NULL DEFAULT false,
  -- Which model wrote last; null: none yet.
  model text,
  created_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  CHECK ((wrapped IS NULL) = (title IS NULL))
);
CREATE INDEX conversations_listed ON conversations (person_id, pinned DESC, used_at DESC, id DESC);
CREATE INDEX conversations_used ON conversations (used_at);
CREATE INDEX conversations_created ON conversations (created_at) WHERE title IS NOT NULL AND NOT is_named;

-- The words of what was said, as digests that only who has the key of the person can make: enough to find a conversation, and nothing to
-- read. Each turn has its own, and so has a title (under the id of the conversation): they go with it.
CREATE TABLE conversation_words (
  part uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
  words bigint[] NOT NULL,
  said_at timestamptz NOT NULL
);
CREATE INDEX conversation_words_conversation ON conversation_words (conversation_id);
CREATE INDEX conversation_words_said ON conversation_words (said_at);
-- Without a list of what is still to be sorted in: each search would read all of that.
CREATE INDEX conversation_words_words ON conversation_words USING gin (words) WITH (fastupdate = off);

-- The key of a person's digests, wrapped by the master key.
CREATE TABLE word_keys (
  person_id uuid PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  wrapped bytea NOT NULL
);

-- What hosts drew for each person, by Dutch day: an estimate, for their own eyes.
CREATE TABLE person_energy (
  person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  day date NOT NULL,
  joules double precision NOT NULL,
  PRIMARY KEY (person_id, day)
);

-- Set when its asker put the question, or one before it, otherwise: the conversation goes on without it. It stays in the log.
ALTER TABLE turns ADD COLUMN replaced_at timestamptz;
