-- What is known of a website's pages since its last crawl, so that an unchanged page need not be sent again.
CREATE TABLE pages (
  collection_id text NOT NULL REFERENCES collections ON DELETE CASCADE,
  url text NOT NULL CHECK (url ~* '^https?://'),
  etag text,
  last_modified text,
  -- Of the bytes as the site gave them.
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  -- The digest under which the page was delivered: only a page whose document has it is known.
  delivered text NOT NULL CHECK (delivered ~ '^[0-9a-f]{64}$'),
  -- The version of extraction that it was delivered to.
  version integer NOT NULL,
  links text[] NOT NULL,
  PRIMARY KEY (collection_id, url)
);

-- What the document says about itself, and what an editor set by hand, which goes before it and outlives a new version.
ALTER TABLE documents ADD COLUMN metadata jsonb NOT NULL DEFAULT '{}';
ALTER TABLE documents ADD COLUMN corrections jsonb NOT NULL DEFAULT '{}';
UPDATE documents SET metadata = jsonb_strip_nulls(jsonb_build_object(
  'url', url, 'owner', owner, 'validFrom', valid_from, 'validUntil', valid_until, 'reviewBy', review_by));
