-- A turn may also end as none of the assistant's business, stopped by the guard, or given to a person.
ALTER TABLE turns DROP CONSTRAINT turns_outcome_check;
ALTER TABLE turns ADD CONSTRAINT turns_outcome_check
  CHECK (outcome IN ('answered', 'quoted', 'abstained', 'out-of-scope', 'blocked', 'handed-over', 'interrupted', 'failed'));
