-- With which key a question was sent (Idempotency-Key), for a day: sent again it is the same turn. Keyed digests: nobody finds out by trying what was asked.
CREATE TABLE request_keys (
  -- Of the key, with the assistant and who is logged in.
  digest bytea PRIMARY KEY,
  -- Of the question.
  asked bytea NOT NULL,
  turn_id uuid NOT NULL REFERENCES turns (id),
  kept_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX request_keys_turn ON request_keys (turn_id);
CREATE INDEX request_keys_kept ON request_keys (kept_at);
