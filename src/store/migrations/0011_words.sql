-- What search needs to know of all passages together, so that it does not count them again for each question: in how many
-- passages each term is, and which words there are at all, for words that nobody has written (typing errors).

-- Trusted: the owner of the database may make it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What the parser takes apart or reads otherwise than people do, whole and written in one way: "artikel 2:10", also as "art. 2.10", is
-- 'artikel:2:10'; "€ 1.250,00" is '1250' and "86.20" '86,20'; "3511 BK" is '3511bk'; "10:30" stays together; digits behind a hyphen
-- lose the sign that the parser gives them ("31-12-2026", "Z2025-00012345"), and those of a telephone number are joined.
CREATE FUNCTION whole_vector(said text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
  SELECT coalesce(string_agg(concat('''', whole, ''':', places), ' '), '')::tsvector FROM (
    SELECT whole, string_agg(place::text, ',') AS places FROM (
      SELECT whole, row_number() OVER () AS place FROM (
        SELECT 'artikel:' || replace(lower(m[1]), '.', ':') AS whole
        FROM regexp_matches(said, '\m(?:artikel|artikelen|art)\.?\s+([0-9]{1,4}[a-z]{0,2}(?:[.:][0-9]{1,4}[a-z]{0,2})*)\M', 'gi') AS m
        UNION ALL
        -- In small letters it may be a year and a word: "2026 en".
        SELECT lower(m[1] || m[2])
        FROM regexp_matches(said, '(?<![\w.,:/-])([1-9][0-9]{3})\s([A-Z]{2}|(?!en|is|in|of|op|te|de|je|ik|we|ze|zo|al|er|om|na|tm|nu|ja|nr|bv|ca|km|st)[a-z]{2})\M', 'g') AS m
        UNION ALL
        SELECT lower(m[1]) FROM regexp_matches(said, '(?<![\w.,:/-])([0-9]{1,4}[a-z]{0,2}(?::[0-9]{1,4}[a-z]{0,2})+)(?![\w:])', 'gi') AS m
        UNION ALL
        SELECT replace(m[1], '.', '') || CASE WHEN m[2] IN ('00', '-') THEN '' ELSE ',' || m[2] END
        FROM regexp_matches(said, '(?<![\w.,:/-])([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,7})[.,]([0-9]{2}|-)(?![\w:/]|[.,-][0-9])', 'g') AS m
        UNION ALL
        SELECT replace(m[1], '.', '') FROM regexp_matches(said, '(?<![\w.,:/-])([0-9]{1,3}(?:\.[0-9]{3})+)(?![\w:/]|[.,-][0-9])', 'g') AS m
        UNION ALL
        SELECT m[1] FROM regexp_matches(said, '-([0-9]{2,12})(?!\w)', 'g') AS m
        UNION ALL
        SELECT regexp_replace(m[1], '\D', '', 'g') FROM regexp_matches(said, '(?<![\w.,:/-])(0[0-9]{1,3}[- ][0-9][0-9 ]{4,9}[0-9])(?![\w-])', 'g') AS m
      ) AS found LIMIT 200
    ) AS placed GROUP BY whole
  ) AS counted;
END;

-- The words of a text as they are written, and what belongs together whole besides.
CREATE FUNCTION word_vector(said text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
  SELECT to_tsvector('pg_catalog.simple', said) || whole_vector(said);
END;

-- As many as `passage_terms` counts, but for words that stand there more than 255 times, without making them.
CREATE OR REPLACE FUNCTION passage_length(words tsvector) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
  SELECT least(16383, greatest(1, coalesce(sum(
    greatest(1, cardinality(w.weights) + cardinality(array_positions(w.weights, 'A')))
    * (1 + CASE WHEN w.lexeme ~ '[0-9./@_-]' THEN 0 ELSE greatest(0, char_length(w.lexeme) - 2) END)), 0)))::integer
  FROM unnest(words) AS w WHERE ts_lexize('pg_catalog.dutch_stem', w.lexeme) <> '{}';
END;

-- The terms of a passage with how often each counts, where a tsvector has positions: what was found is scored from it, for
-- PostgreSQL picks the terms of a question out of it by binary search.
CREATE FUNCTION passage_index(words tsvector) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
  SELECT coalesce(string_agg(concat('''', replace(replace(term, '\', '\\'), '''', ''''''), ''':', tf), ' '), '')::tsvector FROM passage_terms(words);
END;
ALTER TABLE passages DISABLE TRIGGER passages_fixed;
UPDATE passages p SET words = setweight(word_vector(d.title), 'A') || setweight(word_vector(array_to_string(p.headings, ' ')), 'B')
  || setweight(whole_vector(array_to_string(p.headings, ' ')), 'A') || word_vector(p.text)
FROM documents d WHERE d.id = p.document_id;
ALTER TABLE passages ENABLE TRIGGER passages_fixed;
ALTER TABLE passages ADD COLUMN terms tsvector NOT NULL GENERATED ALWAYS AS (passage_index(words)) STORED;
-- Read far more often than written; decompressing took longer than reading.
ALTER TABLE passages ALTER COLUMN terms SET STORAGE EXTERNAL;

-- Of each term of `postings`: how many passages of the collection have it. Room is left, so that counting up stays in its page.
CREATE TABLE term_counts (
  collection_id text NOT NULL REFERENCES collections ON DELETE CASCADE,
  term text NOT NULL,
  passages integer NOT NULL CHECK (passages > 0),
  PRIMARY KEY (collection_id, term)
) WITH (fillfactor = 80);

-- Words as they are written: letters only, long enough to be corrected.
CREATE TABLE vocabulary (
  collection_id text NOT NULL REFERENCES collections ON DELETE CASCADE,
  word text NOT NULL,
  passages integer NOT NULL CHECK (passages > 0),
  PRIMARY KEY (collection_id, word)
) WITH (fillfactor = 80);
-- Who types a word wrong seldom begins it wrong, and is a letter or two too long or short: so few words are compared.
CREATE INDEX vocabulary_alike ON vocabulary (collection_id, left(word, 1), char_length(word));

CREATE FUNCTION passage_vocabulary(words tsvector) RETURNS SETOF text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
  SELECT w.lexeme FROM unnest(words) AS w WHERE char_length(w.lexeme) BETWEEN 4 AND 40 AND w.lexeme !~ '[0-9./@_''-]';
END;

-- The stems of a text in their order, as the key of what is asked; stop words stay as they are.
CREATE FUNCTION asked_key(asked text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
  SELECT string_agg(coalesce((ts_lexize('pg_catalog.dutch_stem', w.lexeme))[1], w.lexeme), ' ' ORDER BY place)
  FROM unnest(to_tsvector('pg_catalog.simple', asked)) AS w CROSS JOIN LATERAL unnest(w.positions) AS p (place);
END;

-- What people say, and what texts call it; kept as the lists of the installation have it.
CREATE TABLE synonyms (
  asked text PRIMARY KEY CHECK (asked <> ''),
  means text[] NOT NULL CHECK (cardinality(means) BETWEEN 1 AND 100)
);

-- Which lists those are, so that a start with the same ones has nothing to do. A migration that changes asked_key empties it.
CREATE TABLE synonym_lists (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  digest text NOT NULL,
  -- Machine and folder that they come from: a command with other lists leaves these alone.
  place text NOT NULL,
  -- False while they are being written.
  is_complete boolean NOT NULL,
  -- Words in the longest key of `synonyms`, at least.
  longest integer NOT NULL CHECK (longest >= 0)
);

-- Larger blocks: a term of middling rarity stood in as many rows as it had passages. One integer for each passage that has the term:
-- bits 20–30 place in the block of 2,048, bits 14–19 tf (up to 63), bits 0–13 length. They nominate; scores come from `terms`.
TRUNCATE postings;
ALTER TABLE postings DROP CONSTRAINT postings_entries_check, ADD CONSTRAINT postings_entries_check CHECK (cardinality(entries) BETWEEN 1 AND 2048);
-- Read far more often than written.
ALTER TABLE postings ALTER COLUMN entries SET STORAGE EXTERNAL;
INSERT INTO postings (collection_id, term, block, entries)
SELECT p.collection_id, t.lexeme, (p.id >> 11)::integer, array_agg(((p.id & 2047)::integer << 20) | (least(63, t.positions[1])::integer << 14) | p.length ORDER BY p.id)
FROM passages p CROSS JOIN LATERAL unnest(p.terms) AS t
GROUP BY 1, 2, 3;
UPDATE collections c SET length_total = s.length FROM (SELECT collection_id, sum(length) AS length FROM passages GROUP BY 1) s WHERE c.id = s.collection_id;
INSERT INTO term_counts SELECT collection_id, term, sum(cardinality(entries)) FROM postings GROUP BY 1, 2;
INSERT INTO vocabulary SELECT p.collection_id, v.word, count(*) FROM passages p CROSS JOIN LATERAL passage_vocabulary(p.words) AS v (word) GROUP BY 1, 2;

CREATE OR REPLACE FUNCTION index_passages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- One writer at a time: two that touch the same rows of postings in another order would wait for each other for ever.
  PERFORM pg_advisory_xact_lock(hashtext('balie.knowledge'));
  WITH terms AS MATERIALIZED (
    SELECT p.collection_id, p.id, p.length, t.lexeme AS term, t.positions[1]::integer AS tf FROM added p CROSS JOIN LATERAL unnest(p.terms) AS t
  ), posted AS (
    INSERT INTO postings (collection_id, term, block, entries)
    SELECT collection_id, term, (id >> 11)::integer, array_agg(((id & 2047)::integer << 20) | (least(63, tf) << 14) | length ORDER BY id)
    FROM terms
    GROUP BY 1, 2, 3
    ON CONFLICT (collection_id, term, block) DO UPDATE SET entries = postings.entries || excluded.entries
  )
  INSERT INTO term_counts AS c SELECT collection_id, term, count(*) FROM terms GROUP BY 1, 2
  ON CONFLICT (collection_id, term) DO UPDATE SET passages = c.passages + excluded.passages;

  INSERT INTO vocabulary AS v
  SELECT p.collection_id, w.word, count(*) FROM added p CROSS JOIN LATERAL passage_vocabulary(p.words) AS w (word) GROUP BY 1, 2
  ON CONFLICT (collection_id, word) DO UPDATE SET passages = v.passages + excluded.passages;

  UPDATE collections c
  SET passage_count = c.passage_count + s.passages, length_total = c.length_total + s.length
  FROM (SELECT collection_id, count(*) AS passages, sum(length) AS length FROM added GROUP BY 1) s
  WHERE c.id = s.collection_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION unindex_passages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('balie.knowledge'));
  WITH gone AS MATERIALIZED (
    SELECT p.collection_id, t.lexeme AS term, (p.id >> 11)::integer AS block, array_agg((p.id & 2047)::integer) AS places
    FROM removed p CROSS JOIN LATERAL unnest(p.terms) AS t
    GROUP BY 1, 2, 3
  ), remaining AS MATERIALIZED (
    SELECT b.collection_id, b.term, b.block,
      ARRAY(SELECT e FROM unnest(b.entries) e WHERE e >> 20 <> ALL (g.places)) AS entries
    FROM gone g JOIN postings b USING (collection_id, term, block)
  ), emptied AS (
    DELETE FROM postings b USING remaining r
    WHERE b.collection_id = r.collection_id AND b.term = r.term AND b.block = r.block AND r.entries = '{}'
  ), less AS MATERIALIZED (
    SELECT collection_id, term, sum(cardinality(places))::integer AS passages FROM gone GROUP BY 1, 2
  ), forgotten AS (
    DELETE FROM term_counts c USING less l WHERE c.collection_id = l.collection_id AND c.term = l.term AND c.passages <= l.passages
  ), counted AS (
    UPDATE term_counts c SET passages = c.passages - l.passages FROM less l
    WHERE c.collection_id = l.collection_id AND c.term = l.term AND c.passages > l.passages
  )
  UPDATE postings b SET entries = r.entries FROM remaining r
  WHERE b.collection_id = r.collection_id AND b.term = r.term AND b.block = r.block AND r.entries <> '{}';

  WITH less AS MATERIALIZED (
    SELECT p.collection_id, w.word, count(*) AS passages FROM removed p CROSS JOIN LATERAL passage_vocabulary(p.words) AS w (word) GROUP BY 1, 2
  ), forgotten AS (
    DELETE FROM vocabulary v USING less l WHERE v.collection_id = l.collection_id AND v.word = l.word AND v.passages <= l.passages
  )
  UPDATE vocabulary v SET passages = v.passages - l.passages FROM less l
  WHERE v.collection_id = l.collection_id AND v.word = l.word AND v.passages > l.passages;

  UPDATE collections c
  SET passage_count = c.passage_count - s.passages, length_total = c.length_total - s.length
  FROM (SELECT collection_id, count(*) AS passages, sum(length) AS length FROM removed GROUP BY 1) s
  WHERE c.id = s.collection_id;
  RETURN NULL;
END $$;
