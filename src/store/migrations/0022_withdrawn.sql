-- Each turn asks whether a source is being read for the first time.
CREATE INDEX runs_under_way ON runs (collection_id, source) WHERE ended_at IS NULL;

-- withdrawn: a person took the document out of a source that the desk reads; until they take that back it is not read again.
ALTER TABLE deliveries
  DROP CONSTRAINT deliveries_state_check,
  DROP CONSTRAINT deliveries_check2,
  ADD CONSTRAINT deliveries_state_check CHECK (state IN ('waiting', 'failed', 'withdrawn')),
  ADD CONSTRAINT deliveries_check2 CHECK (state <> 'waiting' OR original IS NOT NULL);
