-- What passages mean, as vectors of an embedding model. Several models may live side by side, so that a desk can move to
-- another one while the old one still serves; search only looks at the vectors of the model that it is asked with.

-- One length per model: vectors of different lengths cannot be compared, and search would fail on them.
CREATE TABLE embedding_models (
  model text PRIMARY KEY CHECK (model <> ''),
  dimensions integer NOT NULL CHECK (dimensions > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (model, dimensions)
);

-- No index on the vectors: search reads them all, which is exact, and below a few thousand passages faster than HNSW in the
-- embedded database; filling a live HNSW index there is slow as well.
CREATE TABLE passage_embeddings (
  passage_id bigint NOT NULL REFERENCES passages ON DELETE CASCADE,
  model text NOT NULL,
  dimensions integer NOT NULL GENERATED ALWAYS AS (vector_dims(embedding)) STORED,
  -- Of length 1, as Ollama gives them; a corrupted one is not.
  embedding vector NOT NULL CHECK (vector_norm(embedding) BETWEEN 0.98 AND 1.02),
  -- The passage first: removing a passage looks for its vectors by it.
  PRIMARY KEY (passage_id, model),
  FOREIGN KEY (model, dimensions) REFERENCES embedding_models (model, dimensions) ON DELETE CASCADE
);
