-- The language that a document is found by where a search asks for one: what was told from its text, as ISO 639-1.
ALTER TABLE documents ADD COLUMN language text GENERATED ALWAYS AS (quality -> 'language' ->> 'code') STORED;
