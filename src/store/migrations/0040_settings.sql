-- What is changed of the settings while the desk runs: each version whole, with who made it and why. What the configuration and the
-- folder with prompts say is version 0 of each section, and stands not here. The reason is for colleagues, and in no audit entry.
CREATE TABLE setting_versions (
  section text NOT NULL CHECK (section <> ''),
  number integer NOT NULL CHECK (number > 0),
  value jsonb NOT NULL,
  at timestamptz NOT NULL,
  -- Number of a person or of a key.
  author text NOT NULL CHECK (author <> ''),
  reason text NOT NULL CHECK (reason <> ''),
  -- The version whose value it brings back.
  brings_back integer CHECK (brings_back >= 0 AND brings_back < number),
  PRIMARY KEY (section, number)
);

CREATE FUNCTION refuse_setting_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions of settings are neither changed nor removed: add the next one';
END $$;
CREATE TRIGGER setting_versions_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON setting_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_setting_change();
