-- The reasons of a hold that ended go by their age; that there was one, of what, and from when to when stays.
ALTER TABLE legal_holds ALTER COLUMN wrapped DROP NOT NULL, ALTER COLUMN reason DROP NOT NULL;
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'legal_holds'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%end_reason%' LOOP
    EXECUTE format('ALTER TABLE legal_holds DROP CONSTRAINT %I', name);
  END LOOP;
END $$;
ALTER TABLE legal_holds
  ADD CONSTRAINT legal_holds_reasons CHECK ((wrapped IS NULL) = (reason IS NULL)),
  ADD CONSTRAINT legal_holds_end_reason CHECK (CASE WHEN wrapped IS NULL THEN end_reason IS NULL AND num_nonnulls(ended_at, ends_at) > 0 ELSE (ended_at IS NULL) = (end_reason IS NULL) END);
