-- What askers said of answers, what staff judged of them, and the test questions that were made of them.

-- The last word of who asked. What they wrote with it is only in the log, encrypted with the key of the turn.
CREATE TABLE turn_feedback (
  turn_id uuid PRIMARY KEY REFERENCES turns (id),
  helpful boolean NOT NULL,
  reasons text[] NOT NULL CHECK (reasons <@ ARRAY['wrong', 'difficult', 'not-my-question', 'something-else', 'incomplete']),
  given_at timestamptz NOT NULL,
  -- How often it was given, changes included.
  times integer NOT NULL CHECK (times > 0),
  -- Its entry in the chain.
  number bigint NOT NULL
);
CREATE INDEX turn_feedback_down ON turn_feedback (given_at) WHERE NOT helpful;

-- The last judgement of staff. Their remarks are only in the log, encrypted with the key of the turn.
CREATE TABLE turn_reviews (
  turn_id uuid PRIMARY KEY REFERENCES turns (id),
  judgement text NOT NULL CHECK (judgement IN ('good', 'incomplete', 'wrong', 'should-not-answer', 'should-answer')),
  judged_at timestamptz NOT NULL,
  -- Rises with each judgement: who judges says which one they saw.
  version integer NOT NULL CHECK (version > 0),
  number bigint NOT NULL
);
CREATE INDEX turns_refused ON turns (received_at) WHERE outcome IN ('abstained', 'blocked', 'out-of-scope');

-- Test questions of the municipality's own. They say nothing of the turn that they were made of, and stay when that is erased.
CREATE TABLE own_cases (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  assistant text NOT NULL,
  question text NOT NULL CHECK (question <> ''),
  -- Earlier questions of the conversation, oldest first.
  history text[] NOT NULL,
  outcomes text[] NOT NULL,
  cite text[] NOT NULL,
  say text[] NOT NULL,
  not_say text[] NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  version integer NOT NULL CHECK (version > 0)
);

-- Who may read what the queue of reviews holds, and judge it.
ALTER TABLE api_keys
  ADD COLUMN is_reviewer boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT api_keys_right_check,
  ADD CONSTRAINT api_keys_right_check CHECK (is_admin OR is_reviewer OR cardinality(collections) + cardinality(models) + cardinality(assistants) > 0);
