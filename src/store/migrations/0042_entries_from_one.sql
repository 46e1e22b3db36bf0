-- The walk along the chain begins at 1: nothing stands before it. Not checked of what is there already, as an update must not fail on what
-- somebody put there: `audit verify` tells of that.
ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_number_check CHECK (number > 0) NOT VALID;
