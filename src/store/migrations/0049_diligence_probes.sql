-- The last runs of each probe on each assistant: figures. Nothing that was asked or answered stands here.
CREATE TABLE diligence_probes (
  assistant text NOT NULL CHECK (length(assistant) <= 100),
  probe text NOT NULL CHECK (length(probe) <= 50),
  at timestamptz NOT NULL,
  version text NOT NULL CHECK (length(version) <= 100),
  model text NOT NULL CHECK (length(model) <= 1000),
  cases integer NOT NULL CHECK (cases >= 1),
  passed integer NOT NULL CHECK (passed BETWEEN 0 AND cases),
  -- By kind of case: how many, and how many of those went well.
  kinds jsonb NOT NULL,
  PRIMARY KEY (assistant, probe, at)
);

-- The last measurement, of all processes: one row.
CREATE TABLE diligence_measurements (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  id uuid NOT NULL,
  began_at timestamptz NOT NULL,
  -- It still runs: one that says nothing for a while is gone.
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- Code of the error catalogue.
  fault text CHECK (length(fault) <= 100)
);
