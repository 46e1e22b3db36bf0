-- By which documents with much the same text find each other: keys that ingestion makes of a document's words, of which
-- two documents have the more in common, the more of their text is the same. The first 24 of 64 find 999 in 1,000.
CREATE INDEX documents_near ON documents USING gin (jsonb_path_query_array(quality, '$.near[0 to 23]'));
