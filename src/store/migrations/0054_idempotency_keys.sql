-- With which key a question was sent (Idempotency-Key), for a day: sent again it is the same turn. Keyed digests: nobody finds out by trying what was asked.
CREATE TABLE idempotency_keys (
  -- Of the key, with the assistant and who is logged in.
  key_digest bytea PRIMARY KEY,
  -- Of the question.
  question_digest bytea NOT NULL,
  turn_id uuid NOT NULL REFERENCES turns (id),
  kept_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idempotency_keys_turn ON idempotency_keys (turn_id);
CREATE INDEX idempotency_keys_kept ON idempotency_keys (kept_at);
