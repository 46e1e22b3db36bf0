-- When a desk last worked with a model: desks with different ones, as in a rolling update, leave each other's vectors alone.
ALTER TABLE embedding_models ADD COLUMN used_at timestamptz NOT NULL DEFAULT now();
