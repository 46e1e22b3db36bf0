-- Until when a press of somebody is busy with a record, or its outcome is not known for sure: nobody begins a second one until then, so that no
-- record is made twice. Null: nobody is.
ALTER TABLE factsheet_records ADD COLUMN claimed_until timestamptz;
