-- What a desk needs to know to bring a publication to a platform by itself, once, and to come back when it was away.
ALTER TABLE factsheet_records ADD COLUMN tried integer REFERENCES factsheet_publications (number);
ALTER TABLE factsheet_records ADD COLUMN failures integer NOT NULL DEFAULT 0;
-- Not before; null: at once.
ALTER TABLE factsheet_records ADD COLUMN next_at timestamptz;
-- Of the fault: what the other side was like, never what was sent.
ALTER TABLE factsheet_records ADD COLUMN detail text CHECK (length(detail) <= 200);
