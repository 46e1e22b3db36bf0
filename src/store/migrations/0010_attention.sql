-- What the lists for editors count: taken out of the quality report when it is written, so that counting reads no reports,
-- of which each holds thousands of characters.
ALTER TABLE documents
  ADD COLUMN warning_count integer NOT NULL
    GENERATED ALWAYS AS (CASE WHEN jsonb_typeof(quality -> 'warnings') = 'array' THEN jsonb_array_length(quality -> 'warnings') ELSE 0 END) STORED,
  ADD COLUMN has_hidden_text boolean NOT NULL
    GENERATED ALWAYS AS (coalesce(jsonb_path_exists(quality, '$.hidden.count ? (@ > 0)'), false)) STORED;

-- Counted from this index alone, in the order in which the same words stand together, the oldest document first.
CREATE INDEX documents_attention ON documents (collection_id, text_digest, created_at, id) INCLUDE (warning_count, valid_until, review_by);
-- A page of the list is read in its order. An index takes no more than 2,700 bytes; a title may be longer.
CREATE INDEX documents_titled ON documents (collection_id, left(lower(title), 200), id);
