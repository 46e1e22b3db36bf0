--
-- PostgreSQL database dump
--

--
-- Name: jobs; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA jobs;

--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

--
-- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

--
-- Name: vector; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;

--
-- Name: EXTENSION vector; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION vector IS 'vector data type and ivfflat and hnsw access methods';

--
-- Name: asked_key(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.asked_key(asked text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT string_agg(COALESCE((ts_lexize('dutch_stem'::regdictionary, w.lexeme))[1], w.lexeme), ' '::text ORDER BY p.place) AS string_agg
    FROM (unnest(to_tsvector('simple'::regconfig, asked_key.asked)) w(lexeme, positions, weights)
      CROSS JOIN LATERAL unnest(w.positions) p(place));
END;

--
-- Name: drop_unused_originals(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.drop_unused_originals() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  DELETE FROM originals o USING replaced r
  WHERE o.sha256 = r.original
    AND NOT EXISTS (SELECT FROM documents d WHERE d.original = o.sha256)
    AND NOT EXISTS (SELECT FROM deliveries d WHERE d.original = o.sha256);
  RETURN NULL;
END $$;

--
-- Name: index_passages(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.index_passages() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

--
-- Name: is_conversation_held(uuid, uuid); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_conversation_held(conversation uuid, person uuid) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  SELECT EXISTS (SELECT 1 FROM legal_holds WHERE ended_at IS NULL)
    AND (is_held(conversation, person, NULL, NULL)
      OR EXISTS (SELECT 1 FROM turns t WHERE t.conversation_id = conversation AND is_held(NULL, t.person_id, t.assistant, t.received_at)))
$$;

--
-- Name: is_held(uuid, uuid, text, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_held(conversation uuid, person uuid, asked text, moment timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  SELECT EXISTS (
    SELECT 1 FROM legal_holds h
     WHERE h.ended_at IS NULL AND (h.ends_at IS NULL OR h.ends_at > now())
       AND (h.conversation_id = conversation OR h.person_id = person
         OR (h.assistant = asked AND (h.said_from IS NULL OR moment >= h.said_from) AND (h.said_until IS NULL OR moment < h.said_until))))
$$;

--
-- Name: keep_logbook_records(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.keep_logbook_records() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('balie.logbook_retention', true) = 'on' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'records of the logbook are not changed';
END $$;

--
-- Name: nearest_passages(text, text, text[], bigint[], integer, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.nearest_passages(question text, of_model text, readable text[], hidden bigint[], wanted integer, breadth integer) RETURNS TABLE(id bigint, similarity double precision)
    LANGUAGE plpgsql STABLE
    SET enable_sort TO 'off'
    AS $_$
DECLARE
  model embedding_models;
  width text;
  point vector := question;
BEGIN
  SELECT * INTO model FROM embedding_models m WHERE m.model = of_model AND m.indexed_to IS NOT NULL;
  IF NOT FOUND THEN RETURN; END IF;
  width := format('%s(%s)', model.indexed_as, model.dimensions);
  -- Filters take away what the index gives: it goes on until there is enough, but not through everything. What it finds then
  -- may be nearer than what it found before; strict order would leave that out.
  PERFORM set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', breadth::text, true),
    set_config('hnsw.max_scan_tuples', '20000', true);
  RETURN QUERY EXECUTE format($statement$
    SELECT n.passage_id, 1 - (n.embedding <=> $1) AS similarity FROM (
      (SELECT e.passage_id, e.embedding FROM passage_embeddings e
      WHERE e.model = %1$L AND e.passage_id <= %2$s AND e.collection_id = ANY ($2) AND e.passage_id <> ALL ($3)
      ORDER BY e.embedding::%3$s <=> $1::%3$s LIMIT $4 * 6 / 5)
      UNION ALL
      (SELECT e.passage_id, e.embedding FROM passage_embeddings e
      WHERE e.model = %1$L AND e.passage_id > %2$s AND e.collection_id = ANY ($2) AND e.passage_id <> ALL ($3)
      ORDER BY e.embedding <=> $1 LIMIT $4)
    ) AS n
    ORDER BY similarity DESC, n.passage_id LIMIT $4
  $statement$, model.model, model.indexed_to, width) USING point, readable, hidden, wanted;
END $_$;

--
-- Name: one_writer(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.one_writer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('balie.knowledge'));
  RETURN NULL;
END $$;

--
-- Name: passage_terms(tsvector); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.passage_terms(words tsvector) RETURNS TABLE(term text, tf integer)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 WITH kept AS (
          SELECT w.lexeme AS word,
             ts_lexize('dutch_stem'::regdictionary, w.lexeme) AS stem,
             GREATEST(1, (cardinality(w.weights) + cardinality(array_positions(w.weights, 'A'::text)))) AS tf
            FROM unnest(passage_terms.words) w(lexeme, positions, weights)
         ), terms AS (
          SELECT kept.stem[1] AS term,
             kept.tf
            FROM kept
         UNION ALL
          SELECT (' '::text || substr((' '::text || kept.word), place.place, 4)),
             kept.tf
            FROM (kept
              CROSS JOIN LATERAL generate_series(1, (char_length(kept.word) - 2)) place(place))
           WHERE ((kept.stem <> '{}'::text[]) AND (kept.word !~ '[0-9./@_-]'::text))
         )
  SELECT terms.term,
     (LEAST((255)::bigint, sum(terms.tf)))::integer AS "least"
    FROM terms
   WHERE (terms.term IS NOT NULL)
   GROUP BY terms.term;
END;

--
-- Name: passage_index(tsvector); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.passage_index(words tsvector) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (COALESCE(string_agg(concat('''', replace(replace(passage_terms.term, '\'::text, '\\'::text), ''''::text, ''''''::text), ''':', passage_terms.tf), ' '::text), ''::text))::tsvector AS "coalesce"
    FROM public.passage_terms(passage_index.words) passage_terms(term, tf);
END;

--
-- Name: passage_length(tsvector); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.passage_length(words tsvector) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (LEAST((16383)::bigint, GREATEST((1)::bigint, COALESCE(sum((GREATEST(1, (cardinality(w.weights) + cardinality(array_positions(w.weights, 'A'::text)))) * (1 +
         CASE
             WHEN (w.lexeme ~ '[0-9./@_-]'::text) THEN 0
             ELSE GREATEST(0, (char_length(w.lexeme) - 2))
         END))), (0)::bigint))))::integer AS "least"
    FROM unnest(passage_length.words) w(lexeme, positions, weights)
   WHERE (ts_lexize('dutch_stem'::regdictionary, w.lexeme) <> '{}'::text[]);
END;

--
-- Name: passage_vocabulary(tsvector); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.passage_vocabulary(words tsvector) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT w.lexeme
    FROM unnest(passage_vocabulary.words) w(lexeme, positions, weights)
   WHERE (((char_length(w.lexeme) >= 4) AND (char_length(w.lexeme) <= 40)) AND (w.lexeme !~ '[0-9./@_''-]'::text));
END;

--
-- Name: place_embedding(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.place_embedding() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  SELECT p.collection_id INTO NEW.collection_id FROM passages p WHERE p.id = NEW.passage_id;
  RETURN NEW;
END $$;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'passages are replaced, not changed: delete the row and insert a new one';
END $$;

--
-- Name: refuse_setting_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_setting_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'versions of settings are neither changed nor removed: add the next one';
END $$;

--
-- Name: unindex_passages(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.unindex_passages() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

--
-- Name: whole_vector(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.whole_vector(said text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (COALESCE(string_agg(concat('''', counted.whole, ''':', counted.places), ' '::text), ''::text))::tsvector AS "coalesce"
    FROM ( SELECT placed.whole,
             string_agg((placed.place)::text, ','::text) AS places
            FROM ( SELECT found.whole,
                     row_number() OVER () AS place
                    FROM ( SELECT ('artikel:'::text || replace(lower(m.m[1]), '.'::text, ':'::text)) AS whole
                            FROM regexp_matches(whole_vector.said, '\m(?:artikel|artikelen|art)\.?\s+([0-9]{1,4}[a-z]{0,2}(?:[.:][0-9]{1,4}[a-z]{0,2})*)\M'::text, 'gi'::text) m(m)
                         UNION ALL
                          SELECT lower((m.m[1] || m.m[2])) AS lower
                            FROM regexp_matches(whole_vector.said, '(?<![\w.,:/-])([1-9][0-9]{3})\s([A-Z]{2}|(?!en|is|in|of|op|te|de|je|ik|we|ze|zo|al|er|om|na|tm|nu|ja|nr|bv|ca|km|st)[a-z]{2})\M'::text, 'g'::text) m(m)
                         UNION ALL
                          SELECT lower(m.m[1]) AS lower
                            FROM regexp_matches(whole_vector.said, '(?<![\w.,:/-])([0-9]{1,4}[a-z]{0,2}(?::[0-9]{1,4}[a-z]{0,2})+)(?![\w:])'::text, 'gi'::text) m(m)
                         UNION ALL
                          SELECT (replace(m.m[1], '.'::text, ''::text) ||
                                 CASE
                                     WHEN (m.m[2] = ANY (ARRAY['00'::text, '-'::text])) THEN ''::text
                                     ELSE (','::text || m.m[2])
                                 END)
                            FROM regexp_matches(whole_vector.said, '(?<![\w.,:/-])([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,7})[.,]([0-9]{2}|-)(?![\w:/]|[.,-][0-9])'::text, 'g'::text) m(m)
                         UNION ALL
                          SELECT replace(m.m[1], '.'::text, ''::text) AS replace
                            FROM regexp_matches(whole_vector.said, '(?<![\w.,:/-])([0-9]{1,3}(?:\.[0-9]{3})+)(?![\w:/]|[.,-][0-9])'::text, 'g'::text) m(m)
                         UNION ALL
                          SELECT m.m[1] AS m
                            FROM regexp_matches(whole_vector.said, '-([0-9]{2,12})(?!\w)'::text, 'g'::text) m(m)
                         UNION ALL
                          SELECT regexp_replace(m.m[1], '\D'::text, ''::text, 'g'::text) AS regexp_replace
                            FROM regexp_matches(whole_vector.said, '(?<![\w.,:/-])(0[0-9]{1,3}[- ][0-9][0-9 ]{4,9}[0-9])(?![\w-])'::text, 'g'::text) m(m)) found
                  LIMIT 200) placed
           GROUP BY placed.whole) counted;
END;

--
-- Name: word_vector(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.word_vector(said text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (to_tsvector('simple'::regconfig, said) || public.whole_vector(said));
END;

--
-- Name: ai_act_checks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ai_act_checks (
    is_only boolean DEFAULT true NOT NULL,
    at timestamp with time zone NOT NULL,
    version text NOT NULL,
    findings jsonb NOT NULL,
    CONSTRAINT ai_act_checks_is_only_check CHECK (is_only),
    CONSTRAINT ai_act_checks_version_check CHECK ((length(version) <= 100))
);

--
-- Name: ai_act_paths; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ai_act_paths (
    assistant text NOT NULL,
    number integer NOT NULL,
    tree_version text NOT NULL,
    path jsonb NOT NULL,
    profile jsonb NOT NULL,
    role text NOT NULL,
    review_on date NOT NULL,
    by_person uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ai_act_paths_assistant_check CHECK (((length(assistant) >= 1) AND (length(assistant) <= 100))),
    CONSTRAINT ai_act_paths_number_check CHECK ((number >= 1)),
    CONSTRAINT ai_act_paths_role_check CHECK (((length(role) >= 1) AND (length(role) <= 100))),
    CONSTRAINT ai_act_paths_tree_version_check CHECK (((length(tree_version) >= 1) AND (length(tree_version) <= 20)))
);

--
-- Name: api_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_keys (
    id text NOT NULL,
    name text NOT NULL,
    hash bytea NOT NULL,
    collections text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    models text[] DEFAULT '{}'::text[] NOT NULL,
    assistants text[] DEFAULT '{}'::text[] NOT NULL,
    is_admin boolean DEFAULT false NOT NULL,
    group_name text,
    requests_per_minute integer,
    tokens_per_day bigint,
    tokens_per_month bigint,
    rotated_from text,
    lineage text NOT NULL,
    is_reviewer boolean DEFAULT false NOT NULL,
    CONSTRAINT api_keys_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT api_keys_id_check CHECK ((id ~ '^[0-9a-f]{16}$'::text)),
    CONSTRAINT api_keys_name_check CHECK ((name <> ''::text)),
    CONSTRAINT api_keys_requests_per_minute_check CHECK ((requests_per_minute > 0)),
    CONSTRAINT api_keys_right_check CHECK ((is_admin OR is_reviewer OR (((cardinality(collections) + cardinality(models)) + cardinality(assistants)) > 0))),
    CONSTRAINT api_keys_tokens_per_day_check CHECK ((tokens_per_day > 0)),
    CONSTRAINT api_keys_tokens_per_month_check CHECK ((tokens_per_month > 0))
);

--
-- Name: assistant_evaluations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assistant_evaluations (
    assistant text NOT NULL,
    at timestamp with time zone NOT NULL,
    cases integer NOT NULL,
    rates jsonb NOT NULL,
    version text NOT NULL,
    model text NOT NULL,
    prompts_sha256 text,
    CONSTRAINT assistant_evaluations_assistant_check CHECK ((length(assistant) <= 100)),
    CONSTRAINT assistant_evaluations_cases_check CHECK ((cases >= 1)),
    CONSTRAINT assistant_evaluations_model_check CHECK ((length(model) <= 1000)),
    CONSTRAINT assistant_evaluations_prompts_sha256_check CHECK ((prompts_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT assistant_evaluations_version_check CHECK ((length(version) <= 100))
);

--
-- Name: audit_anchors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_anchors (
    name text NOT NULL,
    ordinal bigint NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    fault text,
    detail text,
    sent_at timestamp with time zone,
    next_at timestamp with time zone NOT NULL
);

--
-- Name: audit_checkpoints; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_checkpoints (
    ordinal bigint NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL,
    at text NOT NULL,
    key_id text NOT NULL,
    signature text NOT NULL
);

--
-- Name: audit_entries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_entries (
    number bigint NOT NULL,
    body text NOT NULL,
    hash bytea NOT NULL,
    content bytea,
    turn_id uuid GENERATED ALWAYS AS ((((body)::jsonb ->> 'turnId'::text))::uuid) STORED,
    kind text GENERATED ALWAYS AS (((body)::jsonb ->> 'kind'::text)) STORED NOT NULL,
    CONSTRAINT audit_entries_hash_check CHECK ((octet_length(hash) = 32))
);

--
-- Name: audit_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL,
    signature text,
    checkpoints bigint DEFAULT 0 NOT NULL,
    CONSTRAINT audit_head_only_row_check CHECK (only_row)
);

--
-- Name: audit_kept_checkpoints; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_kept_checkpoints (
    holder text NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL,
    at text NOT NULL,
    key_id text NOT NULL,
    signature text NOT NULL,
    kept_at timestamp with time zone NOT NULL
);

--
-- Name: audit_master_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_master_keys (
    fingerprint text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: audit_verifications; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_verifications (
    only_row boolean DEFAULT true NOT NULL,
    at timestamp with time zone NOT NULL,
    entries bigint NOT NULL,
    fault_number bigint,
    fault text,
    CONSTRAINT audit_verifications_only_row_check CHECK (only_row)
);

--
-- Name: calls; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calls (
    id uuid NOT NULL,
    key_id text NOT NULL,
    model text NOT NULL,
    kind text NOT NULL,
    instance_id uuid NOT NULL,
    received_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    received_number bigint NOT NULL,
    ended_number bigint,
    wrapped bytea,
    CONSTRAINT calls_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT calls_check1 CHECK (((ended_at IS NULL) = (ended_number IS NULL))),
    CONSTRAINT calls_kind_check CHECK ((kind = ANY (ARRAY['chat'::text, 'embed'::text]))),
    CONSTRAINT calls_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'interrupted'::text, 'failed'::text])))
);

--
-- Name: chat_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chat_files (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    fault text,
    bytes integer NOT NULL,
    pages integer,
    passages integer,
    characters integer,
    named bytea NOT NULL,
    original bytea NOT NULL,
    content bytea,
    CONSTRAINT chat_files_check CHECK (((state = 'ready'::text) = (content IS NOT NULL))),
    CONSTRAINT chat_files_check1 CHECK (((state = 'failed'::text) = (fault IS NOT NULL))),
    CONSTRAINT chat_files_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'ready'::text, 'failed'::text])))
);

--
-- Name: chat_folders; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chat_folders (
    conversation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    wrapped bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);

--
-- Name: chat_works; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chat_works (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    done integer DEFAULT 0 NOT NULL,
    total integer DEFAULT 0 NOT NULL,
    stop_asked boolean DEFAULT false NOT NULL
);

--
-- Name: collections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.collections (
    id text NOT NULL,
    title text NOT NULL,
    owner text NOT NULL,
    readers text[] NOT NULL,
    declared boolean DEFAULT true NOT NULL,
    passage_count bigint DEFAULT 0 NOT NULL,
    length_total bigint DEFAULT 0 NOT NULL,
    CONSTRAINT collections_check CHECK ((length_total >= passage_count)),
    CONSTRAINT collections_check1 CHECK ((declared OR (readers = '{}'::text[]))),
    CONSTRAINT collections_id_check CHECK ((id <> ''::text)),
    CONSTRAINT collections_owner_check CHECK ((owner <> ''::text)),
    CONSTRAINT collections_passage_count_check CHECK ((passage_count >= 0)),
    CONSTRAINT collections_title_check CHECK ((title <> ''::text))
);

--
-- Name: console_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.console_changes (
    number bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    reason bytea NOT NULL,
    before jsonb,
    CONSTRAINT console_changes_changed_by_check CHECK ((changed_by <> ''::text)),
    CONSTRAINT console_changes_kind_check CHECK ((kind <> ''::text))
);

--
-- Name: console_changes_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.console_changes ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.console_changes_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: conversation_shares; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.conversation_shares (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    group_id text,
    address bytea,
    wrapped bytea,
    named bytea,
    reader_id uuid,
    with_files boolean DEFAULT false NOT NULL,
    CONSTRAINT conversation_shares_address_check CHECK ((octet_length(address) = 32)),
    CONSTRAINT conversation_shares_check CHECK ((((address IS NULL) = (wrapped IS NULL)) AND ((address IS NULL) = (named IS NULL)))),
    CONSTRAINT conversation_shares_check1 CHECK (((reader_id IS NULL) OR (address IS NOT NULL))),
    CONSTRAINT conversation_shares_group_id_check CHECK ((group_id <> ''::text)),
    CONSTRAINT conversation_shares_whom_check CHECK ((num_nonnulls(group_id, address) = 1))
);

--
-- Name: conversation_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.conversation_words (
    part uuid NOT NULL,
    conversation_id uuid NOT NULL,
    words bigint[] NOT NULL,
    said_at timestamp with time zone NOT NULL
);

--
-- Name: conversations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.conversations (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    assistant text NOT NULL,
    wrapped bytea,
    title bytea,
    is_named boolean DEFAULT false NOT NULL,
    pinned boolean DEFAULT false NOT NULL,
    model text,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone NOT NULL,
    is_of_file boolean DEFAULT false NOT NULL,
    CONSTRAINT conversations_check CHECK (((wrapped IS NULL) = (title IS NULL)))
);

--
-- Name: deliveries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.deliveries (
    id uuid NOT NULL,
    collection_id text NOT NULL,
    source_id text NOT NULL,
    source text NOT NULL,
    run_id uuid,
    file_name text NOT NULL,
    content_type text,
    original text,
    digest text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    container text,
    root text,
    depth integer DEFAULT 0 NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    fault text,
    detail text,
    delivered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT deliveries_check CHECK (((state = 'failed'::text) <= (fault IS NOT NULL))),
    CONSTRAINT deliveries_check1 CHECK (((original IS NULL) = (digest IS NULL))),
    CONSTRAINT deliveries_check2 CHECK (((state <> 'waiting'::text) OR (original IS NOT NULL))),
    CONSTRAINT deliveries_depth_check CHECK ((depth >= 0)),
    CONSTRAINT deliveries_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT deliveries_file_name_check CHECK ((file_name <> ''::text)),
    CONSTRAINT deliveries_source_check CHECK ((source <> ''::text)),
    CONSTRAINT deliveries_source_id_check CHECK ((source_id <> ''::text)),
    CONSTRAINT deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'failed'::text, 'withdrawn'::text])))
);

--
-- Name: diligence_answers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.diligence_answers (
    question text NOT NULL,
    number integer NOT NULL,
    verdict text,
    content bytea,
    review_on date,
    by_person uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT diligence_answers_number_check CHECK ((number >= 1)),
    CONSTRAINT diligence_answers_question_check CHECK ((question ~ '^[a-z]{2,30}-[0-9]{2,3}$'::text)),
    CONSTRAINT diligence_answers_verdict_check CHECK ((verdict = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text])))
);

--
-- Name: diligence_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.diligence_files (
    sha256 text NOT NULL,
    kind text NOT NULL,
    bytes integer NOT NULL,
    content bytea NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT diligence_files_bytes_check CHECK (((bytes >= 1) AND (bytes <= 5242880))),
    CONSTRAINT diligence_files_kind_check CHECK ((kind = ANY (ARRAY['pdf'::text, 'docx'::text, 'odt'::text, 'png'::text, 'jpg'::text, 'csv'::text]))),
    CONSTRAINT diligence_files_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: diligence_measurements; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.diligence_measurements (
    is_only boolean DEFAULT true NOT NULL,
    id uuid NOT NULL,
    began_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    fault text,
    CONSTRAINT diligence_measurements_fault_check CHECK ((length(fault) <= 100)),
    CONSTRAINT diligence_measurements_is_only_check CHECK (is_only)
);

--
-- Name: diligence_others; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.diligence_others (
    id integer NOT NULL,
    content bytea NOT NULL,
    by_person uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT diligence_others_id_check CHECK ((id >= 1))
);

--
-- Name: diligence_probes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.diligence_probes (
    assistant text NOT NULL,
    probe text NOT NULL,
    at timestamp with time zone NOT NULL,
    version text NOT NULL,
    model text NOT NULL,
    cases integer NOT NULL,
    passed integer NOT NULL,
    kinds jsonb NOT NULL,
    CONSTRAINT diligence_probes_assistant_check CHECK ((length(assistant) <= 100)),
    CONSTRAINT diligence_probes_cases_check CHECK ((cases >= 1)),
    CONSTRAINT diligence_probes_check CHECK (((passed >= 0) AND (passed <= cases))),
    CONSTRAINT diligence_probes_model_check CHECK ((length(model) <= 1000)),
    CONSTRAINT diligence_probes_probe_check CHECK ((length(probe) <= 50)),
    CONSTRAINT diligence_probes_version_check CHECK ((length(version) <= 100))
);

--
-- Name: diligence_snapshots; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.diligence_snapshots (
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by_person uuid NOT NULL,
    is_public boolean NOT NULL,
    content bytea NOT NULL,
    sha256 text NOT NULL,
    key_id text NOT NULL,
    public_key text NOT NULL,
    signature text NOT NULL,
    CONSTRAINT diligence_snapshots_number_check CHECK ((number >= 1)),
    CONSTRAINT diligence_snapshots_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: document_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document_events (
    id bigint NOT NULL,
    run_id uuid,
    collection_id text NOT NULL,
    source_id text NOT NULL,
    outcome text NOT NULL,
    title text,
    passages integer,
    warnings text[] DEFAULT '{}'::text[] NOT NULL,
    fault text,
    detail text,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT document_events_check CHECK (((outcome = 'failed'::text) = (fault IS NOT NULL))),
    CONSTRAINT document_events_outcome_check CHECK ((outcome = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'removed'::text, 'failed'::text, 'cancelled'::text])))
);

--
-- Name: document_events_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.document_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.document_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: documents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.documents (
    id text NOT NULL,
    collection_id text NOT NULL,
    source_id text NOT NULL,
    title text NOT NULL,
    url text,
    media_type text NOT NULL,
    original text NOT NULL,
    digest text NOT NULL,
    owner text,
    valid_from date,
    valid_until date,
    review_by date,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    source text NOT NULL,
    container text,
    quality jsonb,
    text_digest text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    corrections jsonb DEFAULT '{}'::jsonb NOT NULL,
    warning_count integer GENERATED ALWAYS AS (
CASE
    WHEN (jsonb_typeof((quality -> 'warnings'::text)) = 'array'::text) THEN jsonb_array_length((quality -> 'warnings'::text))
    ELSE 0
END) STORED NOT NULL,
    has_hidden_text boolean GENERATED ALWAYS AS (COALESCE(jsonb_path_exists(quality, '$."hidden"."count"?(@ > 0)'::jsonpath), false)) STORED NOT NULL,
    language text GENERATED ALWAYS AS (((quality -> 'language'::text) ->> 'code'::text)) STORED,
    has_orders boolean GENERATED ALWAYS AS (COALESCE(jsonb_path_exists(quality, '$."screening"."orders"."count"?(@ > 0)'::jsonpath), false)) STORED NOT NULL,
    has_personal_numbers boolean GENERATED ALWAYS AS (COALESCE(jsonb_path_exists(quality, '$."screening"."personal"?(((@."bsn" > 0 || @."document" > 0) || @."birthdate" > 0) || @."plate" > 0)'::jsonpath), false)) STORED NOT NULL,
    CONSTRAINT documents_check CHECK ((valid_until >= valid_from)),
    CONSTRAINT documents_check1 CHECK ((container <> source_id)),
    CONSTRAINT documents_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT documents_id_check CHECK ((id ~ '^[0-9a-f]{20}$'::text)),
    CONSTRAINT documents_media_type_check CHECK ((media_type <> ''::text)),
    CONSTRAINT documents_owner_check CHECK ((owner <> ''::text)),
    CONSTRAINT documents_source_check CHECK ((source <> ''::text)),
    CONSTRAINT documents_source_id_check CHECK ((source_id <> ''::text)),
    CONSTRAINT documents_text_digest_check CHECK ((text_digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT documents_title_check CHECK ((title <> ''::text)),
    CONSTRAINT documents_url_check CHECK ((url ~* '^https?://'::text))
);

--
-- Name: embedding_models; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.embedding_models (
    model text NOT NULL,
    dimensions integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    number integer NOT NULL,
    host_name text,
    query_prefix text,
    complete_at timestamp with time zone,
    indexed_to bigint,
    indexed_as text,
    used_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT embedding_models_check CHECK (((host_name IS NULL) = (query_prefix IS NULL))),
    CONSTRAINT embedding_models_check1 CHECK (((indexed_to IS NULL) = (indexed_as IS NULL))),
    CONSTRAINT embedding_models_dimensions_check CHECK ((dimensions > 0)),
    CONSTRAINT embedding_models_host_name_check CHECK ((host_name <> ''::text)),
    CONSTRAINT embedding_models_indexed_as_check CHECK ((indexed_as = ANY (ARRAY['vector'::text, 'halfvec'::text]))),
    CONSTRAINT embedding_models_model_check CHECK ((model <> ''::text))
);

--
-- Name: embedding_models_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.embedding_models ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.embedding_models_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: erasures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.erasures (
    number bigint NOT NULL,
    subject uuid NOT NULL,
    person_id uuid
);

--
-- Name: factsheet_drift; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.factsheet_drift (
    is_only boolean DEFAULT true NOT NULL,
    at timestamp with time zone NOT NULL,
    publication integer NOT NULL,
    is_comparable boolean NOT NULL,
    differences jsonb NOT NULL,
    CONSTRAINT factsheet_drift_is_only_check CHECK (is_only)
);

--
-- Name: factsheet_publications; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.factsheet_publications (
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by_person uuid,
    reason text NOT NULL,
    document text NOT NULL,
    sha256 text NOT NULL,
    key_id text NOT NULL,
    signature text NOT NULL,
    public_key text NOT NULL,
    CONSTRAINT factsheet_publications_number_check CHECK ((number >= 1)),
    CONSTRAINT factsheet_publications_reason_check CHECK ((length(reason) <= 1000)),
    CONSTRAINT factsheet_publications_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: factsheet_records; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.factsheet_records (
    platform text NOT NULL,
    assistant text NOT NULL,
    remote_id text,
    publication integer,
    sent_sha256 text,
    state text NOT NULL,
    tried_at timestamp with time zone,
    fault text,
    claimed_until timestamp with time zone,
    tried integer,
    failures integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone,
    detail text,
    CONSTRAINT factsheet_records_assistant_check CHECK ((length(assistant) <= 100)),
    CONSTRAINT factsheet_records_detail_check CHECK ((length(detail) <= 200)),
    CONSTRAINT factsheet_records_fault_check CHECK ((length(fault) <= 100)),
    CONSTRAINT factsheet_records_platform_check CHECK ((length(platform) <= 100)),
    CONSTRAINT factsheet_records_remote_id_check CHECK ((length(remote_id) <= 200)),
    CONSTRAINT factsheet_records_sent_sha256_check CHECK ((sent_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT factsheet_records_state_check CHECK ((state = ANY (ARRAY['none'::text, 'sending'::text, 'draft'::text, 'released'::text, 'published'::text, 'withdrawn'::text])))
);

--
-- Name: factsheet_statements; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.factsheet_statements (
    assistant text NOT NULL,
    question text NOT NULL,
    number integer NOT NULL,
    answer jsonb,
    role text NOT NULL,
    review_on date,
    by_person uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT factsheet_statements_assistant_check CHECK ((length(assistant) <= 100)),
    CONSTRAINT factsheet_statements_number_check CHECK ((number >= 1)),
    CONSTRAINT factsheet_statements_question_check CHECK ((question ~ '^[a-z_]{1,60}$'::text)),
    CONSTRAINT factsheet_statements_role_check CHECK (((length(role) >= 1) AND (length(role) <= 100)))
);

--
-- Name: group_task_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_task_versions (
    id uuid NOT NULL,
    task text NOT NULL,
    version integer NOT NULL,
    recipe jsonb,
    instruction text,
    author uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    wrapped bytea,
    content bytea,
    CONSTRAINT group_task_versions_check CHECK ((((state = 'proposed'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)))),
    CONSTRAINT group_task_versions_instruction_check CHECK ((instruction <> ''::text)),
    CONSTRAINT group_task_versions_other_check CHECK ((decided_by <> author)),
    CONSTRAINT group_task_versions_sealed_check CHECK ((((wrapped IS NULL) = (content IS NULL)) AND ((content IS NULL) = (recipe IS NOT NULL)) AND ((recipe IS NULL) = (instruction IS NULL)))),
    CONSTRAINT group_task_versions_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text]))),
    CONSTRAINT group_task_versions_version_check CHECK ((version > 0))
);

--
-- Name: group_tasks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_tasks (
    name text NOT NULL,
    group_id text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT group_tasks_group_id_check CHECK ((group_id <> ''::text)),
    CONSTRAINT group_tasks_name_check CHECK ((name <> ''::text))
);

--
-- Name: handover_sendings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.handover_sendings (
    handover_id uuid NOT NULL,
    way text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    fault text,
    detail text,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT handover_sendings_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text]))),
    CONSTRAINT handover_sendings_way_check CHECK ((way = ANY (ARRAY['webhook'::text, 'email'::text])))
);

--
-- Name: handovers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.handovers (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    wrapped bytea,
    content bytea,
    CONSTRAINT handovers_check CHECK (((wrapped IS NULL) = (content IS NULL)))
);

--
-- Name: idempotency_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency_keys (
    key_digest bytea NOT NULL,
    question_digest bytea NOT NULL,
    turn_id uuid NOT NULL,
    kept_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: instances; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.instances (
    id uuid NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: invitations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invitations (
    hash bytea NOT NULL,
    is_first boolean DEFAULT false NOT NULL,
    person_id uuid,
    name text,
    claimed text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT invitations_name_check CHECK ((name <> ''::text)),
    CONSTRAINT invitations_whose_check CHECK ((num_nonnulls(person_id, name) =
CASE
    WHEN is_first THEN 0
    ELSE 1
END))
);

--
-- Name: kept_corrections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.kept_corrections (
    collection_id text NOT NULL,
    source_id text NOT NULL,
    corrections jsonb NOT NULL,
    gone_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: kept_prompts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.kept_prompts (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    group_id text,
    wrapped bytea NOT NULL,
    content bytea NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT kept_prompts_group_id_check CHECK ((group_id <> ''::text))
);

--
-- Name: key_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.key_groups (
    name text NOT NULL,
    requests_per_minute integer,
    tokens_per_day bigint,
    tokens_per_month bigint,
    CONSTRAINT key_groups_name_check CHECK ((name <> ''::text)),
    CONSTRAINT key_groups_requests_per_minute_check CHECK ((requests_per_minute > 0)),
    CONSTRAINT key_groups_tokens_per_day_check CHECK ((tokens_per_day > 0)),
    CONSTRAINT key_groups_tokens_per_month_check CHECK ((tokens_per_month > 0))
);

--
-- Name: key_use; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.key_use (
    scope text NOT NULL,
    day date NOT NULL,
    requests bigint NOT NULL,
    prompt_tokens bigint NOT NULL,
    answer_tokens bigint NOT NULL
);

--
-- Name: legal_holds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.legal_holds (
    id uuid NOT NULL,
    conversation_id uuid,
    person_id uuid,
    assistant text,
    said_from timestamp with time zone,
    said_until timestamp with time zone,
    wrapped bytea,
    reason bytea,
    made_by text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    ended_by text,
    ended_at timestamp with time zone,
    end_reason bytea,
    CONSTRAINT legal_holds_assistant_check CHECK ((assistant <> ''::text)),
    CONSTRAINT legal_holds_check CHECK ((num_nonnulls(conversation_id, person_id, assistant) = 1)),
    CONSTRAINT legal_holds_check1 CHECK (((assistant IS NOT NULL) OR (num_nonnulls(said_from, said_until) = 0))),
    CONSTRAINT legal_holds_check2 CHECK ((said_until > said_from)),
    CONSTRAINT legal_holds_check3 CHECK ((ends_at > made_at)),
    CONSTRAINT legal_holds_check4 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
    CONSTRAINT legal_holds_end_reason CHECK (
CASE
    WHEN (wrapped IS NULL) THEN ((end_reason IS NULL) AND (num_nonnulls(ended_at, ends_at) > 0))
    ELSE ((ended_at IS NULL) = (end_reason IS NULL))
END),
    CONSTRAINT legal_holds_reasons CHECK (((wrapped IS NULL) = (reason IS NULL)))
);

--
-- Name: live_assistants; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.live_assistants (
    assistant text NOT NULL,
    CONSTRAINT live_assistants_assistant_check CHECK ((length(assistant) <= 100))
);

--
-- Name: live_exceptions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.live_exceptions (
    number integer NOT NULL,
    assistant text NOT NULL,
    reason text NOT NULL,
    until date,
    origin text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_key text,
    by_user text,
    ended_at timestamp with time zone,
    CONSTRAINT live_exceptions_assistant_check CHECK ((length(assistant) <= 100)),
    CONSTRAINT live_exceptions_check CHECK (((until IS NOT NULL) OR (origin = 'configuration'::text))),
    CONSTRAINT live_exceptions_origin_check CHECK ((origin = ANY (ARRAY['person'::text, 'configuration'::text, 'upgrade'::text, 'lapse'::text]))),
    CONSTRAINT live_exceptions_reason_check CHECK (((length(reason) >= 20) AND (length(reason) <= 500)))
);

--
-- Name: live_exceptions_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.live_exceptions ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.live_exceptions_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: live_upgrade; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.live_upgrade (
    is_only boolean DEFAULT true NOT NULL,
    CONSTRAINT live_upgrade_is_only_check CHECK (is_only)
);

--
-- Name: logbook_queue; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.logbook_queue (
    record bigint NOT NULL,
    next_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    is_refused boolean DEFAULT false NOT NULL
);

--
-- Name: logbook_records; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.logbook_records (
    number bigint NOT NULL,
    trace_id text NOT NULL,
    span_id text NOT NULL,
    parent_span_id text,
    status text NOT NULL,
    name text NOT NULL,
    started bigint NOT NULL,
    ended bigint NOT NULL,
    activity text NOT NULL,
    subject text,
    attributes jsonb NOT NULL,
    resource jsonb NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT logbook_records_check CHECK ((ended >= started)),
    CONSTRAINT logbook_records_name_check CHECK ((name <> ''::text)),
    CONSTRAINT logbook_records_parent_span_id_check CHECK ((parent_span_id ~ '^[0-9a-f]{16}$'::text)),
    CONSTRAINT logbook_records_span_id_check CHECK ((span_id ~ '^[0-9a-f]{16}$'::text)),
    CONSTRAINT logbook_records_status_check CHECK ((status = ANY (ARRAY['Unset'::text, 'Ok'::text, 'Error'::text]))),
    CONSTRAINT logbook_records_trace_id_check CHECK ((trace_id ~ '^[0-9a-f]{32}$'::text))
);

--
-- Name: logbook_records_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.logbook_records ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.logbook_records_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: logins; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.logins (
    state_hash bytea NOT NULL,
    browser_hash bytea NOT NULL,
    sealed bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT logins_browser_hash_check CHECK ((octet_length(browser_hash) = 32)),
    CONSTRAINT logins_state_hash_check CHECK ((octet_length(state_hash) = 32))
);

--
-- Name: logout_messages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.logout_messages (
    hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT logout_messages_hash_check CHECK ((octet_length(hash) = 32))
);

--
-- Name: model_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_changes (
    kind text NOT NULL,
    name text NOT NULL,
    definition jsonb,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_by text NOT NULL,
    CONSTRAINT model_changes_kind_check CHECK ((kind = ANY (ARRAY['backend'::text, 'model'::text]))),
    CONSTRAINT model_changes_name_check CHECK ((name <> ''::text))
);

--
-- Name: model_changes_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_changes_version (
    only_row boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT model_changes_version_only_row_check CHECK (only_row)
);

--
-- Name: model_pulls; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_pulls (
    backend text NOT NULL,
    model text NOT NULL,
    id uuid NOT NULL,
    state text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    completed_bytes bigint,
    total_bytes bigint,
    fault text,
    beat_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT model_pulls_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text])))
);

--
-- Name: opening_summaries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opening_summaries (
    day date NOT NULL
);

--
-- Name: openings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.openings (
    number integer NOT NULL,
    form uuid NOT NULL,
    asked_by uuid NOT NULL,
    asker_roles text[] NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    category text NOT NULL,
    scope text NOT NULL,
    turn_id uuid,
    conversation_id uuid,
    assistant text,
    from_at timestamp with time zone,
    until_at timestamp with time zone,
    hours integer NOT NULL,
    wrapped bytea,
    reason bytea,
    decided_by uuid,
    decided_as text,
    decided_at timestamp with time zone,
    is_approved boolean,
    valid_until timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid,
    CONSTRAINT openings_asker_roles_check CHECK ((cardinality(asker_roles) > 0)),
    CONSTRAINT openings_category_check CHECK ((category = ANY (ARRAY['fault'::text, 'complaint'::text, 'incident'::text, 'quality'::text, 'data-subject'::text, 'other'::text]))),
    CONSTRAINT openings_check CHECK (((wrapped IS NULL) = (reason IS NULL))),
    CONSTRAINT openings_check1 CHECK (((scope = 'turn'::text) = (turn_id IS NOT NULL))),
    CONSTRAINT openings_check2 CHECK (((scope = 'conversation'::text) = (conversation_id IS NOT NULL))),
    CONSTRAINT openings_check3 CHECK (
CASE scope
    WHEN 'assistant'::text THEN ((num_nonnulls(assistant, from_at, until_at) = 3) AND (from_at < until_at))
    ELSE (num_nonnulls(assistant, from_at, until_at) = 0)
END),
    CONSTRAINT openings_check4 CHECK ((num_nonnulls(decided_by, decided_as, decided_at, is_approved) = ANY (ARRAY[0, 4]))),
    CONSTRAINT openings_check5 CHECK (((decided_by IS NULL) OR (decided_by <> asked_by))),
    CONSTRAINT openings_check6 CHECK (((decided_as IS NULL) OR (decided_as <> ALL (asker_roles)))),
    CONSTRAINT openings_check7 CHECK (((valid_until IS NOT NULL) = COALESCE(is_approved, false))),
    CONSTRAINT openings_check8 CHECK (((valid_until IS NULL) OR (valid_until <= (decided_at + ((hours)::double precision * '01:00:00'::interval))))),
    CONSTRAINT openings_check9 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
    CONSTRAINT openings_hours_check CHECK (((hours >= 1) AND (hours <= 8784))),
    CONSTRAINT openings_number_check CHECK ((number > 0)),
    CONSTRAINT openings_scope_check CHECK ((scope = ANY (ARRAY['turn'::text, 'conversation'::text, 'assistant'::text, 'review'::text])))
);

--
-- Name: originals; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.originals (
    sha256 text NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT originals_check CHECK ((sha256 = encode(sha256(bytes), 'hex'::text)))
);

--
-- Name: outlets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outlets (
    name text NOT NULL,
    cursor bigint NOT NULL,
    leased_by uuid,
    leased_until timestamp with time zone,
    failures integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone NOT NULL,
    acknowledged_at timestamp with time zone,
    fault text,
    detail text,
    fault_at timestamp with time zone
);

--
-- Name: own_cases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.own_cases (
    id bigint NOT NULL,
    assistant text NOT NULL,
    question text NOT NULL,
    history text[] NOT NULL,
    outcomes text[] NOT NULL,
    cite text[] NOT NULL,
    say text[] NOT NULL,
    not_say text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    turn_id uuid,
    CONSTRAINT own_cases_question_check CHECK ((question <> ''::text)),
    CONSTRAINT own_cases_version_check CHECK ((version > 0))
);

--
-- Name: own_cases_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.own_cases ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.own_cases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: pages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pages (
    collection_id text NOT NULL,
    url text NOT NULL,
    etag text,
    last_modified text,
    digest text NOT NULL,
    delivered text NOT NULL,
    version integer NOT NULL,
    links text[] NOT NULL,
    CONSTRAINT pages_delivered_check CHECK ((delivered ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT pages_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT pages_url_check CHECK ((url ~* '^https?://'::text))
);

--
-- Name: passage_embeddings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.passage_embeddings (
    passage_id bigint NOT NULL,
    model text NOT NULL,
    dimensions integer GENERATED ALWAYS AS (public.vector_dims(embedding)) STORED NOT NULL,
    embedding public.vector NOT NULL,
    collection_id text NOT NULL,
    CONSTRAINT passage_embeddings_embedding_check CHECK (((public.vector_norm(embedding) >= (0.98)::double precision) AND (public.vector_norm(embedding) <= (1.02)::double precision)))
);

--
-- Name: passages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.passages (
    id bigint NOT NULL,
    document_id text NOT NULL,
    collection_id text NOT NULL,
    ordinal integer NOT NULL,
    page integer,
    headings text[] NOT NULL,
    text text NOT NULL,
    digest text NOT NULL,
    words tsvector NOT NULL,
    length integer GENERATED ALWAYS AS (public.passage_length(words)) STORED NOT NULL,
    terms tsvector GENERATED ALWAYS AS (public.passage_index(words)) STORED NOT NULL,
    CONSTRAINT passages_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT passages_ordinal_check CHECK ((ordinal >= 1)),
    CONSTRAINT passages_page_check CHECK ((page >= 1)),
    CONSTRAINT passages_text_check CHECK ((text <> ''::text))
);
ALTER TABLE ONLY public.passages ALTER COLUMN terms SET STORAGE EXTERNAL;

--
-- Name: passages_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.passages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.passages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: passkey_challenges; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.passkey_challenges (
    challenge text NOT NULL,
    person_id uuid,
    invitation bytea,
    expires_at timestamp with time zone NOT NULL
);

--
-- Name: passkeys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.passkeys (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    credential bytea NOT NULL,
    public_key bytea NOT NULL,
    counter bigint NOT NULL,
    transports text[] DEFAULT '{}'::text[] NOT NULL,
    is_synced boolean NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT passkeys_counter_check CHECK ((counter >= 0)),
    CONSTRAINT passkeys_credential_check CHECK (((length(credential) >= 1) AND (length(credential) <= 1023))),
    CONSTRAINT passkeys_name_check CHECK ((name <> ''::text))
);

--
-- Name: people; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.people (
    id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    name text NOT NULL,
    email text,
    claimed text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    disabled_at timestamp with time zone,
    CONSTRAINT people_issuer_check CHECK ((issuer <> ''::text)),
    CONSTRAINT people_name_check CHECK ((name <> ''::text)),
    CONSTRAINT people_subject_check CHECK ((subject <> ''::text))
);

--
-- Name: person_energy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.person_energy (
    person_id uuid NOT NULL,
    day date NOT NULL,
    joules double precision NOT NULL
);

--
-- Name: places; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.places (
    collection_id text NOT NULL,
    name text NOT NULL,
    path text NOT NULL,
    CONSTRAINT places_path_check CHECK ((path <> ''::text))
);

--
-- Name: postings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.postings (
    collection_id text NOT NULL,
    term text NOT NULL,
    block integer NOT NULL,
    entries integer[] NOT NULL,
    CONSTRAINT postings_entries_check CHECK (((cardinality(entries) >= 1) AND (cardinality(entries) <= 2048)))
);
ALTER TABLE ONLY public.postings ALTER COLUMN entries SET STORAGE EXTERNAL;

--
-- Name: privacy_requests; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.privacy_requests (
    id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    subject_id uuid NOT NULL,
    received_on date NOT NULL,
    registered_by uuid NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    turn_id uuid,
    wrapped bytea,
    content bytea,
    decision text,
    reason text,
    decided_by uuid,
    decided_at timestamp with time zone,
    CONSTRAINT privacy_requests_content_check CHECK (((wrapped IS NULL) = (content IS NULL))),
    CONSTRAINT privacy_requests_decided_check CHECK ((num_nonnulls(decision, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
    CONSTRAINT privacy_requests_decision_check CHECK ((decision = ANY (ARRAY['granted'::text, 'refused'::text]))),
    CONSTRAINT privacy_requests_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'correction'::text, 'erasure'::text]))),
    CONSTRAINT privacy_requests_other_check CHECK ((decided_by <> registered_by)),
    CONSTRAINT privacy_requests_reason_check CHECK (((NOT (decision IS DISTINCT FROM 'refused'::text)) = (reason IS NOT NULL))),
    CONSTRAINT privacy_requests_subject_check CHECK ((subject = ANY (ARRAY['conversation'::text, 'person'::text]))),
    CONSTRAINT privacy_requests_turn_check CHECK (((kind = 'correction'::text) = (turn_id IS NOT NULL)))
);

--
-- Name: program_conversations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.program_conversations (
    digest bytea NOT NULL,
    conversation_id uuid NOT NULL,
    kept_at timestamp with time zone NOT NULL
);

--
-- Name: request_windows; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.request_windows (
    scope text NOT NULL,
    slot bigint NOT NULL,
    counts integer[] NOT NULL,
    granted integer NOT NULL
);

--
-- Name: retention_runs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.retention_runs (
    id uuid NOT NULL,
    began_by text NOT NULL,
    day date NOT NULL,
    began_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    is_interrupted boolean DEFAULT false NOT NULL,
    erased jsonb DEFAULT '{}'::jsonb NOT NULL,
    held jsonb DEFAULT '{}'::jsonb NOT NULL,
    failed jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT retention_runs_began_by_check CHECK ((began_by = ANY (ARRAY['start'::text, 'hour'::text, 'day'::text, 'hand'::text]))),
    CONSTRAINT retention_runs_check CHECK (((NOT is_interrupted) OR (ended_at IS NOT NULL)))
);

--
-- Name: runs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.runs (
    id uuid NOT NULL,
    collection_id text NOT NULL,
    source text NOT NULL,
    state text DEFAULT 'listing'::text NOT NULL,
    found integer DEFAULT 0 NOT NULL,
    unchanged integer DEFAULT 0 NOT NULL,
    kept text[] DEFAULT '{}'::text[] NOT NULL,
    fault text,
    detail text,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    left_out jsonb DEFAULT '{}'::jsonb NOT NULL,
    notes text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT runs_check CHECK (((ended_at IS NULL) = (state = ANY (ARRAY['listing'::text, 'working'::text])))),
    CONSTRAINT runs_found_check CHECK ((found >= 0)),
    CONSTRAINT runs_source_check CHECK ((source <> ''::text)),
    CONSTRAINT runs_state_check CHECK ((state = ANY (ARRAY['listing'::text, 'working'::text, 'ended'::text, 'failed'::text]))),
    CONSTRAINT runs_unchanged_check CHECK ((unchanged >= 0))
);

--
-- Name: sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sessions (
    hash bytea NOT NULL,
    key_id text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    person_id uuid,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    idle_minutes integer DEFAULT 60 NOT NULL,
    rotated_at timestamp with time zone DEFAULT now() NOT NULL,
    previous_hash bytea,
    previous_until timestamp with time zone,
    authenticated_at timestamp with time zone,
    acr text,
    provider_sid text,
    tokens bytea,
    checked_at timestamp with time zone,
    asked_at timestamp with time zone,
    ask_failed boolean DEFAULT false NOT NULL,
    CONSTRAINT sessions_check CHECK ((expires_at > created_at)),
    CONSTRAINT sessions_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT sessions_idle_minutes_check CHECK ((idle_minutes > 0)),
    CONSTRAINT sessions_previous_hash_check CHECK ((octet_length(previous_hash) = 32)),
    CONSTRAINT sessions_whose_check CHECK ((num_nonnulls(key_id, person_id) = 1))
);

--
-- Name: setting_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.setting_versions (
    section text NOT NULL,
    number integer NOT NULL,
    value jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    author text NOT NULL,
    reason text NOT NULL,
    brings_back integer,
    CONSTRAINT setting_versions_author_check CHECK ((author <> ''::text)),
    CONSTRAINT setting_versions_check CHECK (((brings_back >= 0) AND (brings_back < number))),
    CONSTRAINT setting_versions_number_check CHECK ((number > 0)),
    CONSTRAINT setting_versions_reason_check CHECK ((reason <> ''::text)),
    CONSTRAINT setting_versions_section_check CHECK ((section <> ''::text))
);

--
-- Name: source_reports; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.source_reports (
    id uuid NOT NULL,
    collection_id text NOT NULL,
    document_id text NOT NULL,
    person_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    done_by text,
    wrapped bytea NOT NULL,
    content bytea NOT NULL,
    note bytea,
    CONSTRAINT source_reports_check CHECK (((done_at IS NULL) = (done_by IS NULL))),
    CONSTRAINT source_reports_check1 CHECK (((note IS NULL) OR (done_at IS NOT NULL)))
);

--
-- Name: switches; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.switches (
    assistant text NOT NULL,
    message text NOT NULL,
    since timestamp with time zone NOT NULL,
    by_key text,
    by_user text,
    CONSTRAINT switches_assistant_check CHECK ((assistant <> ''::text)),
    CONSTRAINT switches_check CHECK (((by_key IS NULL) <> (by_user IS NULL))),
    CONSTRAINT switches_message_check CHECK ((message <> ''::text))
);

--
-- Name: synonym_lists; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.synonym_lists (
    only_row boolean DEFAULT true NOT NULL,
    digest text NOT NULL,
    place text NOT NULL,
    is_complete boolean NOT NULL,
    longest integer NOT NULL,
    CONSTRAINT synonym_lists_longest_check CHECK ((longest >= 0)),
    CONSTRAINT synonym_lists_only_row_check CHECK (only_row)
);

--
-- Name: synonyms; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.synonyms (
    asked text NOT NULL,
    means text[] NOT NULL,
    CONSTRAINT synonyms_asked_check CHECK ((asked <> ''::text)),
    CONSTRAINT synonyms_means_check CHECK (((cardinality(means) >= 1) AND (cardinality(means) <= 100)))
);

--
-- Name: term_counts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.term_counts (
    collection_id text NOT NULL,
    term text NOT NULL,
    passages integer NOT NULL,
    CONSTRAINT term_counts_passages_check CHECK ((passages > 0))
)
WITH (fillfactor='80');

--
-- Name: token_budgets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.token_budgets (
    scope text NOT NULL,
    span text NOT NULL,
    starts date NOT NULL,
    taken bigint NOT NULL,
    granted bigint NOT NULL,
    CONSTRAINT token_budgets_span_check CHECK ((span = ANY (ARRAY['day'::text, 'month'::text])))
);

--
-- Name: trials; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.trials (
    id uuid NOT NULL,
    assistant text NOT NULL,
    owner text NOT NULL,
    state text NOT NULL,
    file text NOT NULL,
    version integer NOT NULL,
    cases integer NOT NULL,
    wrapped bytea NOT NULL,
    content bytea NOT NULL,
    fault text,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    beat_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT trials_assistant_check CHECK ((assistant <> ''::text)),
    CONSTRAINT trials_cases_check CHECK ((cases > 0)),
    CONSTRAINT trials_check CHECK (((state = 'running'::text) = (ended_at IS NULL))),
    CONSTRAINT trials_owner_check CHECK ((owner <> ''::text)),
    CONSTRAINT trials_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text, 'failed'::text, 'interrupted'::text])))
);

--
-- Name: turn_feedback; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.turn_feedback (
    turn_id uuid NOT NULL,
    helpful boolean NOT NULL,
    reasons text[] NOT NULL,
    given_at timestamp with time zone NOT NULL,
    times integer NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT turn_feedback_reasons_check CHECK ((reasons <@ ARRAY['wrong'::text, 'difficult'::text, 'not-my-question'::text, 'something-else'::text, 'incomplete'::text])),
    CONSTRAINT turn_feedback_times_check CHECK ((times > 0))
);

--
-- Name: turn_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.turn_keys (
    turn_id uuid NOT NULL,
    wrapped bytea NOT NULL
);

--
-- Name: turn_reviews; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.turn_reviews (
    turn_id uuid NOT NULL,
    judgement text NOT NULL,
    judged_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT turn_reviews_judgement_check CHECK ((judgement = ANY (ARRAY['good'::text, 'incomplete'::text, 'wrong'::text, 'should-not-answer'::text, 'should-answer'::text]))),
    CONSTRAINT turn_reviews_version_check CHECK ((version > 0))
);

--
-- Name: turns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.turns (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    assistant text NOT NULL,
    instance_id uuid NOT NULL,
    received_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    person_id uuid,
    replaced_at timestamp with time zone,
    beside uuid,
    CONSTRAINT turns_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT turns_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'quoted'::text, 'abstained'::text, 'out-of-scope'::text, 'blocked'::text, 'handed-over'::text, 'interrupted'::text, 'failed'::text])))
);

--
-- Name: visitor_counts; Type: TABLE; Schema: public; Owner: -
--

CREATE UNLOGGED TABLE public.visitor_counts (
    slot bigint NOT NULL,
    scope text NOT NULL,
    count integer NOT NULL
)
WITH (fillfactor='50');

--
-- Name: visitor_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE UNLOGGED TABLE public.visitor_keys (
    day date NOT NULL,
    key bytea NOT NULL,
    CONSTRAINT visitor_keys_key_check CHECK ((octet_length(key) = 32))
);

--
-- Name: vocabulary; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.vocabulary (
    collection_id text NOT NULL,
    word text NOT NULL,
    passages integer NOT NULL,
    CONSTRAINT vocabulary_passages_check CHECK ((passages > 0))
)
WITH (fillfactor='80');

--
-- Name: word_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.word_keys (
    person_id uuid NOT NULL,
    wrapped bytea NOT NULL
);

--
-- Name: ai_act_checks ai_act_checks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ai_act_checks
    ADD CONSTRAINT ai_act_checks_pkey PRIMARY KEY (is_only);

--
-- Name: ai_act_paths ai_act_paths_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ai_act_paths
    ADD CONSTRAINT ai_act_paths_pkey PRIMARY KEY (assistant, number);

--
-- Name: api_keys api_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);

--
-- Name: assistant_evaluations assistant_evaluations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assistant_evaluations
    ADD CONSTRAINT assistant_evaluations_pkey PRIMARY KEY (assistant, at);

--
-- Name: audit_anchors audit_anchors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_anchors
    ADD CONSTRAINT audit_anchors_pkey PRIMARY KEY (name);

--
-- Name: audit_checkpoints audit_checkpoints_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_checkpoints
    ADD CONSTRAINT audit_checkpoints_pkey PRIMARY KEY (ordinal);

--
-- Name: audit_entries audit_entries_number_check; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.audit_entries
    ADD CONSTRAINT audit_entries_number_check CHECK ((number > 0)) NOT VALID;

--
-- Name: audit_entries audit_entries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_entries
    ADD CONSTRAINT audit_entries_pkey PRIMARY KEY (number);

--
-- Name: audit_head audit_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (only_row);

--
-- Name: audit_kept_checkpoints audit_kept_checkpoints_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_kept_checkpoints
    ADD CONSTRAINT audit_kept_checkpoints_pkey PRIMARY KEY (holder, number);

--
-- Name: audit_master_keys audit_master_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_master_keys
    ADD CONSTRAINT audit_master_keys_pkey PRIMARY KEY (fingerprint);

--
-- Name: audit_verifications audit_verifications_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_verifications
    ADD CONSTRAINT audit_verifications_pkey PRIMARY KEY (only_row);

--
-- Name: calls calls_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_pkey PRIMARY KEY (id);

--
-- Name: chat_files chat_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chat_files
    ADD CONSTRAINT chat_files_pkey PRIMARY KEY (id);

--
-- Name: chat_folders chat_folders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chat_folders
    ADD CONSTRAINT chat_folders_pkey PRIMARY KEY (conversation_id);

--
-- Name: chat_works chat_works_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chat_works
    ADD CONSTRAINT chat_works_pkey PRIMARY KEY (id);

--
-- Name: collections collections_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_pkey PRIMARY KEY (id);

--
-- Name: console_changes console_changes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.console_changes
    ADD CONSTRAINT console_changes_pkey PRIMARY KEY (number);

--
-- Name: conversation_shares conversation_shares_conversation_id_address_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation_shares
    ADD CONSTRAINT conversation_shares_conversation_id_address_key UNIQUE (conversation_id, address);

--
-- Name: conversation_shares conversation_shares_conversation_id_group_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation_shares
    ADD CONSTRAINT conversation_shares_conversation_id_group_id_key UNIQUE (conversation_id, group_id);

--
-- Name: conversation_shares conversation_shares_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation_shares
    ADD CONSTRAINT conversation_shares_pkey PRIMARY KEY (id);

--
-- Name: conversation_words conversation_words_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation_words
    ADD CONSTRAINT conversation_words_pkey PRIMARY KEY (part);

--
-- Name: conversations conversations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (id);

--
-- Name: deliveries deliveries_collection_id_source_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_collection_id_source_id_key UNIQUE (collection_id, source_id);

--
-- Name: deliveries deliveries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_pkey PRIMARY KEY (id);

--
-- Name: diligence_answers diligence_answers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.diligence_answers
    ADD CONSTRAINT diligence_answers_pkey PRIMARY KEY (question, number);

--
-- Name: diligence_files diligence_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.diligence_files
    ADD CONSTRAINT diligence_files_pkey PRIMARY KEY (sha256);

--
-- Name: diligence_measurements diligence_measurements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.diligence_measurements
    ADD CONSTRAINT diligence_measurements_pkey PRIMARY KEY (is_only);

--
-- Name: diligence_others diligence_others_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.diligence_others
    ADD CONSTRAINT diligence_others_pkey PRIMARY KEY (id);

--
-- Name: diligence_probes diligence_probes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.diligence_probes
    ADD CONSTRAINT diligence_probes_pkey PRIMARY KEY (assistant, probe, at);

--
-- Name: diligence_snapshots diligence_snapshots_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.diligence_snapshots
    ADD CONSTRAINT diligence_snapshots_pkey PRIMARY KEY (number);

--
-- Name: document_events document_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_events
    ADD CONSTRAINT document_events_pkey PRIMARY KEY (id);

--
-- Name: documents documents_collection_id_source_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_collection_id_source_id_key UNIQUE (collection_id, source_id);

--
-- Name: documents documents_id_collection_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_id_collection_id_key UNIQUE (id, collection_id);

--
-- Name: documents documents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (id);

--
-- Name: embedding_models embedding_models_model_dimensions_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.embedding_models
    ADD CONSTRAINT embedding_models_model_dimensions_key UNIQUE (model, dimensions);

--
-- Name: embedding_models embedding_models_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.embedding_models
    ADD CONSTRAINT embedding_models_number_key UNIQUE (number);

--
-- Name: embedding_models embedding_models_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.embedding_models
    ADD CONSTRAINT embedding_models_pkey PRIMARY KEY (model);

--
-- Name: erasures erasures_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (number);

--
-- Name: factsheet_drift factsheet_drift_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.factsheet_drift
    ADD CONSTRAINT factsheet_drift_pkey PRIMARY KEY (is_only);

--
-- Name: factsheet_publications factsheet_publications_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.factsheet_publications
    ADD CONSTRAINT factsheet_publications_pkey PRIMARY KEY (number);

--
-- Name: factsheet_records factsheet_records_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.factsheet_records
    ADD CONSTRAINT factsheet_records_pkey PRIMARY KEY (platform, assistant);

--
-- Name: factsheet_statements factsheet_statements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.factsheet_statements
    ADD CONSTRAINT factsheet_statements_pkey PRIMARY KEY (assistant, question, number);

--
-- Name: group_task_versions group_task_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_task_versions
    ADD CONSTRAINT group_task_versions_pkey PRIMARY KEY (id);

--
-- Name: group_task_versions group_task_versions_task_version_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_task_versions
    ADD CONSTRAINT group_task_versions_task_version_key UNIQUE (task, version);

--
-- Name: group_tasks group_tasks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_tasks
    ADD CONSTRAINT group_tasks_pkey PRIMARY KEY (name);

--
-- Name: handover_sendings handover_sendings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.handover_sendings
    ADD CONSTRAINT handover_sendings_pkey PRIMARY KEY (handover_id, way);

--
-- Name: handovers handovers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_pkey PRIMARY KEY (id);

--
-- Name: idempotency_keys idempotency_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (key_digest);

--
-- Name: instances instances_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.instances
    ADD CONSTRAINT instances_pkey PRIMARY KEY (id);

--
-- Name: invitations invitations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (hash);

--
-- Name: kept_corrections kept_corrections_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kept_corrections
    ADD CONSTRAINT kept_corrections_pkey PRIMARY KEY (collection_id, source_id);

--
-- Name: kept_prompts kept_prompts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kept_prompts
    ADD CONSTRAINT kept_prompts_pkey PRIMARY KEY (id);

--
-- Name: key_groups key_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.key_groups
    ADD CONSTRAINT key_groups_pkey PRIMARY KEY (name);

--
-- Name: key_use key_use_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.key_use
    ADD CONSTRAINT key_use_pkey PRIMARY KEY (scope, day);

--
-- Name: legal_holds legal_holds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_holds
    ADD CONSTRAINT legal_holds_pkey PRIMARY KEY (id);

--
-- Name: live_assistants live_assistants_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.live_assistants
    ADD CONSTRAINT live_assistants_pkey PRIMARY KEY (assistant);

--
-- Name: live_exceptions live_exceptions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.live_exceptions
    ADD CONSTRAINT live_exceptions_pkey PRIMARY KEY (number);

--
-- Name: live_upgrade live_upgrade_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.live_upgrade
    ADD CONSTRAINT live_upgrade_pkey PRIMARY KEY (is_only);

--
-- Name: logbook_queue logbook_queue_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logbook_queue
    ADD CONSTRAINT logbook_queue_pkey PRIMARY KEY (record);

--
-- Name: logbook_records logbook_records_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logbook_records
    ADD CONSTRAINT logbook_records_pkey PRIMARY KEY (number);

--
-- Name: logbook_records logbook_records_span_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logbook_records
    ADD CONSTRAINT logbook_records_span_id_key UNIQUE (span_id);

--
-- Name: logins logins_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logins
    ADD CONSTRAINT logins_pkey PRIMARY KEY (state_hash);

--
-- Name: logout_messages logout_messages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logout_messages
    ADD CONSTRAINT logout_messages_pkey PRIMARY KEY (hash);

--
-- Name: model_changes model_changes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_changes
    ADD CONSTRAINT model_changes_pkey PRIMARY KEY (kind, name);

--
-- Name: model_changes_version model_changes_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_changes_version
    ADD CONSTRAINT model_changes_version_pkey PRIMARY KEY (only_row);

--
-- Name: model_pulls model_pulls_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_pulls
    ADD CONSTRAINT model_pulls_pkey PRIMARY KEY (backend, model);

--
-- Name: opening_summaries opening_summaries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_summaries
    ADD CONSTRAINT opening_summaries_pkey PRIMARY KEY (day);

--
-- Name: openings openings_form_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.openings
    ADD CONSTRAINT openings_form_key UNIQUE (form);

--
-- Name: openings openings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.openings
    ADD CONSTRAINT openings_pkey PRIMARY KEY (number);

--
-- Name: originals originals_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.originals
    ADD CONSTRAINT originals_pkey PRIMARY KEY (sha256);

--
-- Name: outlets outlets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outlets
    ADD CONSTRAINT outlets_pkey PRIMARY KEY (name);

--
-- Name: own_cases own_cases_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.own_cases
    ADD CONSTRAINT own_cases_pkey PRIMARY KEY (id);

--
-- Name: pages pages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pages
    ADD CONSTRAINT pages_pkey PRIMARY KEY (collection_id, url);

--
-- Name: passage_embeddings passage_embeddings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passage_embeddings
    ADD CONSTRAINT passage_embeddings_pkey PRIMARY KEY (passage_id, model);

--
-- Name: passages passages_document_id_ordinal_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passages
    ADD CONSTRAINT passages_document_id_ordinal_key UNIQUE (document_id, ordinal) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: passages passages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passages
    ADD CONSTRAINT passages_pkey PRIMARY KEY (id);

--
-- Name: passkey_challenges passkey_challenges_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passkey_challenges
    ADD CONSTRAINT passkey_challenges_pkey PRIMARY KEY (challenge);

--
-- Name: passkeys passkeys_credential_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_credential_key UNIQUE (credential);

--
-- Name: passkeys passkeys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_pkey PRIMARY KEY (id);

--
-- Name: people people_issuer_subject_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_issuer_subject_key UNIQUE (issuer, subject);

--
-- Name: people people_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);

--
-- Name: person_energy person_energy_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person_energy
    ADD CONSTRAINT person_energy_pkey PRIMARY KEY (person_id, day);

--
-- Name: places places_collection_id_path_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.places
    ADD CONSTRAINT places_collection_id_path_key UNIQUE (collection_id, path);

--
-- Name: places places_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.places
    ADD CONSTRAINT places_pkey PRIMARY KEY (collection_id, name);

--
-- Name: postings postings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_pkey PRIMARY KEY (collection_id, term, block);

--
-- Name: privacy_requests privacy_requests_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.privacy_requests
    ADD CONSTRAINT privacy_requests_pkey PRIMARY KEY (id);

--
-- Name: program_conversations program_conversations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.program_conversations
    ADD CONSTRAINT program_conversations_pkey PRIMARY KEY (digest);

--
-- Name: request_windows request_windows_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.request_windows
    ADD CONSTRAINT request_windows_pkey PRIMARY KEY (scope);

--
-- Name: retention_runs retention_runs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retention_runs
    ADD CONSTRAINT retention_runs_pkey PRIMARY KEY (id);

--
-- Name: runs runs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);

--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (hash);

--
-- Name: setting_versions setting_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setting_versions
    ADD CONSTRAINT setting_versions_pkey PRIMARY KEY (section, number);

--
-- Name: source_reports source_reports_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_reports
    ADD CONSTRAINT source_reports_pkey PRIMARY KEY (id);

--
-- Name: switches switches_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.switches
    ADD CONSTRAINT switches_pkey PRIMARY KEY (assistant);

--
-- Name: synonym_lists synonym_lists_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.synonym_lists
    ADD CONSTRAINT synonym_lists_pkey PRIMARY KEY (only_row);

--
-- Name: synonyms synonyms_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.synonyms
    ADD CONSTRAINT synonyms_pkey PRIMARY KEY (asked);

--
-- Name: term_counts term_counts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.term_counts
    ADD CONSTRAINT term_counts_pkey PRIMARY KEY (collection_id, term);

--
-- Name: token_budgets token_budgets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.token_budgets
    ADD CONSTRAINT token_budgets_pkey PRIMARY KEY (scope, span);

--
-- Name: trials trials_assistant_owner_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trials
    ADD CONSTRAINT trials_assistant_owner_key UNIQUE (assistant, owner);

--
-- Name: trials trials_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trials
    ADD CONSTRAINT trials_pkey PRIMARY KEY (id);

--
-- Name: turn_feedback turn_feedback_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn_feedback
    ADD CONSTRAINT turn_feedback_pkey PRIMARY KEY (turn_id);

--
-- Name: turn_keys turn_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn_keys
    ADD CONSTRAINT turn_keys_pkey PRIMARY KEY (turn_id);

--
-- Name: turn_reviews turn_reviews_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn_reviews
    ADD CONSTRAINT turn_reviews_pkey PRIMARY KEY (turn_id);

--
-- Name: turns turns_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turns
    ADD CONSTRAINT turns_pkey PRIMARY KEY (id);

--
-- Name: visitor_counts visitor_counts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visitor_counts
    ADD CONSTRAINT visitor_counts_pkey PRIMARY KEY (slot, scope);

--
-- Name: visitor_keys visitor_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visitor_keys
    ADD CONSTRAINT visitor_keys_pkey PRIMARY KEY (day);

--
-- Name: vocabulary vocabulary_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vocabulary
    ADD CONSTRAINT vocabulary_pkey PRIMARY KEY (collection_id, word);

--
-- Name: word_keys word_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.word_keys
    ADD CONSTRAINT word_keys_pkey PRIMARY KEY (person_id);

--
-- Name: api_keys_group; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_keys_group ON public.api_keys USING btree (group_name) WHERE (group_name IS NOT NULL);

--
-- Name: api_keys_lineage; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_keys_lineage ON public.api_keys USING btree (lineage);

--
-- Name: audit_checkpoints_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_checkpoints_number ON public.audit_checkpoints USING btree (number);

--
-- Name: audit_entries_acts; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entries_acts ON public.audit_entries USING btree (number) WHERE (kind !~ '^(turn|call)[.]'::text);

--
-- Name: audit_entries_opening; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entries_opening ON public.audit_entries USING btree (((((body)::jsonb -> 'facts'::text) ->> 'opening'::text))) WHERE (kind = ANY (ARRAY['opening.asked'::text, 'opening.approved'::text, 'opening.refused'::text, 'opening.ended'::text, 'opening.looked'::text, 'review.opened'::text, 'replay.read'::text, 'replay.run'::text]));

--
-- Name: audit_entries_turn; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entries_turn ON public.audit_entries USING btree (turn_id);

--
-- Name: calls_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX calls_open ON public.calls USING btree (received_at) WHERE (ended_at IS NULL);

--
-- Name: calls_unerased; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX calls_unerased ON public.calls USING btree (received_at) WHERE (wrapped IS NOT NULL);

--
-- Name: chat_files_conversation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX chat_files_conversation ON public.chat_files USING btree (conversation_id, created_at);

--
-- Name: chat_files_created; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX chat_files_created ON public.chat_files USING btree (created_at);

--
-- Name: chat_folders_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX chat_folders_person ON public.chat_folders USING btree (person_id);

--
-- Name: chat_works_conversation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX chat_works_conversation ON public.chat_works USING btree (conversation_id, started_at);

--
-- Name: conversation_shares_address; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversation_shares_address ON public.conversation_shares USING btree (address) WHERE (reader_id IS NULL);

--
-- Name: conversation_shares_group; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversation_shares_group ON public.conversation_shares USING btree (group_id) WHERE (group_id IS NOT NULL);

--
-- Name: conversation_shares_reader; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversation_shares_reader ON public.conversation_shares USING btree (reader_id) WHERE (reader_id IS NOT NULL);

--
-- Name: conversation_words_conversation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversation_words_conversation ON public.conversation_words USING btree (conversation_id);

--
-- Name: conversation_words_said; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversation_words_said ON public.conversation_words USING btree (said_at);

--
-- Name: conversation_words_words; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversation_words_words ON public.conversation_words USING gin (words) WITH (fastupdate=off);

--
-- Name: conversations_created; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversations_created ON public.conversations USING btree (created_at) WHERE ((title IS NOT NULL) AND (NOT is_named));

--
-- Name: conversations_listed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversations_listed ON public.conversations USING btree (person_id, pinned DESC, used_at DESC, id DESC);

--
-- Name: conversations_used; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX conversations_used ON public.conversations USING btree (used_at);

--
-- Name: deliveries_container; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_container ON public.deliveries USING btree (collection_id, container) WHERE (container IS NOT NULL);

--
-- Name: deliveries_original; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_original ON public.deliveries USING btree (original);

--
-- Name: deliveries_run; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deliveries_run ON public.deliveries USING btree (run_id, state);

--
-- Name: document_events_collection; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_events_collection ON public.document_events USING btree (collection_id, id);

--
-- Name: document_events_run; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_events_run ON public.document_events USING btree (run_id, id);

--
-- Name: documents_attention; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_attention ON public.documents USING btree (collection_id, text_digest, created_at, id) INCLUDE (warning_count, valid_until, review_by);

--
-- Name: documents_container; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_container ON public.documents USING btree (collection_id, container) WHERE (container IS NOT NULL);

--
-- Name: documents_dated; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_dated ON public.documents USING btree (collection_id, valid_from, valid_until) WHERE ((valid_from IS NOT NULL) OR (valid_until IS NOT NULL));

--
-- Name: documents_near; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_near ON public.documents USING gin (jsonb_path_query_array(quality, '$."near"[0 to 23]'::jsonpath));

--
-- Name: documents_original; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_original ON public.documents USING btree (original);

--
-- Name: documents_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_source ON public.documents USING btree (collection_id, source);

--
-- Name: documents_text_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_text_digest ON public.documents USING btree (text_digest);

--
-- Name: documents_titled; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_titled ON public.documents USING btree (collection_id, "left"(lower(title), 200), id);

--
-- Name: erasures_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX erasures_subject ON public.erasures USING btree (subject, number);

--
-- Name: group_task_versions_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX group_task_versions_open ON public.group_task_versions USING btree (task) WHERE (state = 'proposed'::text);

--
-- Name: group_tasks_group; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX group_tasks_group ON public.group_tasks USING btree (group_id);

--
-- Name: handover_sendings_failed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX handover_sendings_failed ON public.handover_sendings USING btree (changed_at) WHERE (state = 'failed'::text);

--
-- Name: handovers_conversation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX handovers_conversation ON public.handovers USING btree (conversation_id);

--
-- Name: handovers_created; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX handovers_created ON public.handovers USING btree (created_at);

--
-- Name: idempotency_keys_kept; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_kept ON public.idempotency_keys USING btree (kept_at);

--
-- Name: idempotency_keys_turn; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_turn ON public.idempotency_keys USING btree (turn_id);

--
-- Name: invitations_first; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX invitations_first ON public.invitations USING btree (is_first) WHERE is_first;

--
-- Name: kept_prompts_group; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX kept_prompts_group ON public.kept_prompts USING btree (group_id) WHERE (group_id IS NOT NULL);

--
-- Name: kept_prompts_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX kept_prompts_person ON public.kept_prompts USING btree (person_id);

--
-- Name: legal_holds_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX legal_holds_open ON public.legal_holds USING btree (made_at) WHERE (ended_at IS NULL);

--
-- Name: live_exceptions_of; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX live_exceptions_of ON public.live_exceptions USING btree (assistant, number);

--
-- Name: logbook_queue_next; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logbook_queue_next ON public.logbook_queue USING btree (next_at);

--
-- Name: logbook_queue_refused; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logbook_queue_refused ON public.logbook_queue USING btree (record) WHERE is_refused;

--
-- Name: logbook_records_activity; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logbook_records_activity ON public.logbook_records USING btree (activity, number);

--
-- Name: logbook_records_ended; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logbook_records_ended ON public.logbook_records USING btree (ended);

--
-- Name: logbook_records_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logbook_records_subject ON public.logbook_records USING btree (subject, number);

--
-- Name: logbook_records_trace; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logbook_records_trace ON public.logbook_records USING btree (trace_id);

--
-- Name: logins_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logins_expires ON public.logins USING btree (expires_at);

--
-- Name: openings_asker; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX openings_asker ON public.openings USING btree (asked_by, asked_at);

--
-- Name: openings_review; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX openings_review ON public.openings USING btree (valid_until) WHERE ((scope = 'review'::text) AND is_approved AND (ended_at IS NULL));

--
-- Name: own_cases_turn; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX own_cases_turn ON public.own_cases USING btree (turn_id) WHERE (turn_id IS NOT NULL);

--
-- Name: passage_embeddings_collection; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX passage_embeddings_collection ON public.passage_embeddings USING btree (collection_id, model);

--
-- Name: passkey_challenges_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX passkey_challenges_expires ON public.passkey_challenges USING btree (expires_at);

--
-- Name: passkeys_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX passkeys_person ON public.passkeys USING btree (person_id);

--
-- Name: privacy_requests_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX privacy_requests_open ON public.privacy_requests USING btree (received_on) WHERE (decision IS NULL);

--
-- Name: program_conversations_conversation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX program_conversations_conversation ON public.program_conversations USING btree (conversation_id);

--
-- Name: retention_runs_began; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX retention_runs_began ON public.retention_runs USING btree (began_at);

--
-- Name: retention_runs_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX retention_runs_open ON public.retention_runs USING btree ((true)) WHERE (ended_at IS NULL);

--
-- Name: runs_collection; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX runs_collection ON public.runs USING btree (collection_id, source, started_at);

--
-- Name: runs_listing; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX runs_listing ON public.runs USING btree (collection_id, source) WHERE (state = 'listing'::text);

--
-- Name: runs_under_way; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX runs_under_way ON public.runs USING btree (collection_id, source) WHERE (ended_at IS NULL);

--
-- Name: sessions_id; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX sessions_id ON public.sessions USING btree (id);

--
-- Name: sessions_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_key ON public.sessions USING btree (key_id);

--
-- Name: sessions_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_person ON public.sessions USING btree (person_id) WHERE (person_id IS NOT NULL);

--
-- Name: sessions_previous; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_previous ON public.sessions USING btree (previous_hash) WHERE (previous_hash IS NOT NULL);

--
-- Name: sessions_provider_sid; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_provider_sid ON public.sessions USING btree (provider_sid) WHERE (provider_sid IS NOT NULL);

--
-- Name: source_reports_collection; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_reports_collection ON public.source_reports USING btree (collection_id, created_at);

--
-- Name: source_reports_created; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_reports_created ON public.source_reports USING btree (created_at);

--
-- Name: source_reports_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_reports_person ON public.source_reports USING btree (person_id, created_at);

--
-- Name: trials_running; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX trials_running ON public.trials USING btree (owner) WHERE (state = 'running'::text);

--
-- Name: turn_feedback_down; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turn_feedback_down ON public.turn_feedback USING btree (given_at) WHERE (NOT helpful);

--
-- Name: turns_conversation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turns_conversation ON public.turns USING btree (conversation_id, received_at);

--
-- Name: turns_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turns_open ON public.turns USING btree (received_at) WHERE (ended_at IS NULL);

--
-- Name: turns_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turns_person ON public.turns USING btree (person_id, received_at) WHERE (person_id IS NOT NULL);

--
-- Name: turns_received; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turns_received ON public.turns USING btree (received_at) INCLUDE (ended_at, outcome);

--
-- Name: turns_refused; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turns_refused ON public.turns USING btree (received_at) WHERE (outcome = ANY (ARRAY['abstained'::text, 'blocked'::text, 'out-of-scope'::text]));

--
-- Name: vocabulary_alike; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX vocabulary_alike ON public.vocabulary USING btree (collection_id, "left"(word, 1), char_length(word));

--
-- Name: deliveries deliveries_removed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER deliveries_removed AFTER DELETE ON public.deliveries REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION public.drop_unused_originals();

--
-- Name: deliveries deliveries_written; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER deliveries_written BEFORE INSERT OR DELETE ON public.deliveries FOR EACH STATEMENT EXECUTE FUNCTION public.one_writer();

--
-- Name: documents documents_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_changed AFTER UPDATE ON public.documents REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION public.drop_unused_originals();

--
-- Name: documents documents_removed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_removed AFTER DELETE ON public.documents REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION public.drop_unused_originals();

--
-- Name: documents documents_written; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_written BEFORE INSERT OR DELETE ON public.documents FOR EACH STATEMENT EXECUTE FUNCTION public.one_writer();

--
-- Name: logbook_records logbook_records_kept; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER logbook_records_kept BEFORE DELETE OR UPDATE ON public.logbook_records FOR EACH ROW EXECUTE FUNCTION public.keep_logbook_records();

--
-- Name: logbook_records logbook_records_whole; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER logbook_records_whole BEFORE TRUNCATE ON public.logbook_records FOR EACH STATEMENT EXECUTE FUNCTION public.keep_logbook_records();

--
-- Name: originals originals_written; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER originals_written BEFORE INSERT ON public.originals FOR EACH STATEMENT EXECUTE FUNCTION public.one_writer();

--
-- Name: passage_embeddings passage_embeddings_placed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER passage_embeddings_placed BEFORE INSERT OR UPDATE ON public.passage_embeddings FOR EACH ROW EXECUTE FUNCTION public.place_embedding();

--
-- Name: passages passages_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER passages_added AFTER INSERT ON public.passages REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.index_passages();

--
-- Name: passages passages_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER passages_fixed BEFORE UPDATE OF id, document_id, collection_id, headings, text, digest, words ON public.passages FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

--
-- Name: passages passages_removed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER passages_removed AFTER DELETE ON public.passages REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION public.unindex_passages();

--
-- Name: setting_versions setting_versions_fixed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER setting_versions_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.setting_versions FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_setting_change();

--
-- Name: api_keys api_keys_group_name_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_group_name_fkey FOREIGN KEY (group_name) REFERENCES public.key_groups(name);

--
-- Name: api_keys api_keys_rotated_from_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_rotated_from_fkey FOREIGN KEY (rotated_from) REFERENCES public.api_keys(id);

--
-- Name: chat_files chat_files_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chat_files
    ADD CONSTRAINT chat_files_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.chat_folders(conversation_id) ON DELETE CASCADE;

--
-- Name: chat_folders chat_folders_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chat_folders
    ADD CONSTRAINT chat_folders_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

--
-- Name: chat_works chat_works_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chat_works
    ADD CONSTRAINT chat_works_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.chat_folders(conversation_id) ON DELETE CASCADE;

--
-- Name: conversation_shares conversation_shares_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation_shares
    ADD CONSTRAINT conversation_shares_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;

--
-- Name: conversation_shares conversation_shares_reader_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation_shares
    ADD CONSTRAINT conversation_shares_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES public.people(id) ON DELETE CASCADE;

--
-- Name: conversation_words conversation_words_conversation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation_words
    ADD CONSTRAINT conversation_words_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;

--
-- Name: conversations conversations_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

--
-- Name: deliveries deliveries_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: deliveries deliveries_original_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_original_fkey FOREIGN KEY (original) REFERENCES public.originals(sha256);

--
-- Name: deliveries deliveries_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id) ON DELETE SET NULL;

--
-- Name: document_events document_events_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_events
    ADD CONSTRAINT document_events_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: document_events document_events_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_events
    ADD CONSTRAINT document_events_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id) ON DELETE CASCADE;

--
-- Name: documents documents_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: documents documents_original_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_original_fkey FOREIGN KEY (original) REFERENCES public.originals(sha256);

--
-- Name: factsheet_drift factsheet_drift_publication_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.factsheet_drift
    ADD CONSTRAINT factsheet_drift_publication_fkey FOREIGN KEY (publication) REFERENCES public.factsheet_publications(number);

--
-- Name: factsheet_records factsheet_records_publication_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.factsheet_records
    ADD CONSTRAINT factsheet_records_publication_fkey FOREIGN KEY (publication) REFERENCES public.factsheet_publications(number);

--
-- Name: factsheet_records factsheet_records_tried_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.factsheet_records
    ADD CONSTRAINT factsheet_records_tried_fkey FOREIGN KEY (tried) REFERENCES public.factsheet_publications(number);

--
-- Name: group_task_versions group_task_versions_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_task_versions
    ADD CONSTRAINT group_task_versions_task_fkey FOREIGN KEY (task) REFERENCES public.group_tasks(name);

--
-- Name: handover_sendings handover_sendings_handover_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.handover_sendings
    ADD CONSTRAINT handover_sendings_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES public.handovers(id);

--
-- Name: idempotency_keys idempotency_keys_turn_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES public.turns(id);

--
-- Name: invitations invitations_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

--
-- Name: kept_corrections kept_corrections_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kept_corrections
    ADD CONSTRAINT kept_corrections_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: kept_prompts kept_prompts_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kept_prompts
    ADD CONSTRAINT kept_prompts_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

--
-- Name: logbook_queue logbook_queue_record_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logbook_queue
    ADD CONSTRAINT logbook_queue_record_fkey FOREIGN KEY (record) REFERENCES public.logbook_records(number);

--
-- Name: pages pages_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pages
    ADD CONSTRAINT pages_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: passage_embeddings passage_embeddings_model_dimensions_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passage_embeddings
    ADD CONSTRAINT passage_embeddings_model_dimensions_fkey FOREIGN KEY (model, dimensions) REFERENCES public.embedding_models(model, dimensions) ON DELETE CASCADE;

--
-- Name: passage_embeddings passage_embeddings_passage_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passage_embeddings
    ADD CONSTRAINT passage_embeddings_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES public.passages(id) ON DELETE CASCADE;

--
-- Name: passages passages_document_id_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passages
    ADD CONSTRAINT passages_document_id_collection_id_fkey FOREIGN KEY (document_id, collection_id) REFERENCES public.documents(id, collection_id) ON DELETE CASCADE;

--
-- Name: passkeys passkeys_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

--
-- Name: person_energy person_energy_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person_energy
    ADD CONSTRAINT person_energy_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

--
-- Name: places places_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.places
    ADD CONSTRAINT places_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: postings postings_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: runs runs_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: sessions sessions_key_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_key_id_fkey FOREIGN KEY (key_id) REFERENCES public.api_keys(id) ON DELETE CASCADE;

--
-- Name: sessions sessions_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

--
-- Name: term_counts term_counts_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.term_counts
    ADD CONSTRAINT term_counts_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: turn_feedback turn_feedback_turn_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn_feedback
    ADD CONSTRAINT turn_feedback_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES public.turns(id);

--
-- Name: turn_keys turn_keys_turn_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn_keys
    ADD CONSTRAINT turn_keys_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES public.turns(id);

--
-- Name: turn_reviews turn_reviews_turn_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn_reviews
    ADD CONSTRAINT turn_reviews_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES public.turns(id);

--
-- Name: turns turns_beside_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turns
    ADD CONSTRAINT turns_beside_fkey FOREIGN KEY (beside) REFERENCES public.turns(id);

--
-- Name: vocabulary vocabulary_collection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.vocabulary
    ADD CONSTRAINT vocabulary_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES public.collections(id) ON DELETE CASCADE;

--
-- Name: word_keys word_keys_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.word_keys
    ADD CONSTRAINT word_keys_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

--
-- PostgreSQL database dump complete
--
