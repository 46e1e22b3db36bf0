-- What keys open besides collections, how much of it, and what was used.

-- An organisation or team whose keys share limits; null is without limit.
CREATE TABLE key_groups (
  name text PRIMARY KEY CHECK (name <> ''),
  requests_per_minute integer CHECK (requests_per_minute > 0),
  tokens_per_day bigint CHECK (tokens_per_day > 0),
  tokens_per_month bigint CHECK (tokens_per_month > 0)
);

-- `*` among models or assistants is all of them, also those that come later.
ALTER TABLE api_keys
  DROP CONSTRAINT api_keys_collections_check,
  ADD COLUMN models text[] NOT NULL DEFAULT '{}',
  ADD COLUMN assistants text[] NOT NULL DEFAULT '{}',
  ADD COLUMN is_admin boolean NOT NULL DEFAULT false,
  ADD COLUMN group_name text REFERENCES key_groups,
  ADD COLUMN requests_per_minute integer CHECK (requests_per_minute > 0),
  ADD COLUMN tokens_per_day bigint CHECK (tokens_per_day > 0),
  ADD COLUMN tokens_per_month bigint CHECK (tokens_per_month > 0),
  -- The key that this one takes over from.
  ADD COLUMN rotated_from text REFERENCES api_keys,
  -- The first key of such a row. Use and limits are its: a new key in the row begins with what the former one has left.
  ADD COLUMN lineage text,
  ADD CONSTRAINT api_keys_right_check CHECK (is_admin OR cardinality(collections) + cardinality(models) + cardinality(assistants) > 0);
UPDATE api_keys SET lineage = id;
ALTER TABLE api_keys ALTER COLUMN lineage SET NOT NULL;
CREATE INDEX api_keys_lineage ON api_keys (lineage);
CREATE INDEX api_keys_group ON api_keys (group_name) WHERE group_name IS NOT NULL;

-- What was used, by Dutch day. A scope is `key:` with a lineage, or `group:` with a group's name.
CREATE TABLE key_use (
  scope text NOT NULL,
  day date NOT NULL,
  requests bigint NOT NULL,
  prompt_tokens bigint NOT NULL,
  answer_tokens bigint NOT NULL,
  PRIMARY KEY (scope, day)
);

-- How much of a budget is given out to processes, used or not yet.
CREATE TABLE token_budgets (
  scope text NOT NULL,
  span text NOT NULL CHECK (span IN ('day', 'month')),
  -- First day of the day or month that `taken` is of.
  starts date NOT NULL,
  taken bigint NOT NULL,
  -- By the statement that last took from it.
  granted bigint NOT NULL,
  PRIMARY KEY (scope, span)
);

-- The same for requests, in a window that slides: `counts` holds those of slot `slot` (two seconds) and, going back, of the 30 before it.
CREATE TABLE request_windows (
  scope text PRIMARY KEY,
  slot bigint NOT NULL,
  counts integer[] NOT NULL,
  granted integer NOT NULL
);
