-- The public half of the key that signed (SPKI, PEM): with another master key the desk has another one, and what was signed before is to be checked
-- with its own. '': published before this was kept; to be published anew.
ALTER TABLE factsheet_publications ADD COLUMN public_key text NOT NULL DEFAULT '';
ALTER TABLE factsheet_publications ALTER COLUMN public_key DROP DEFAULT;
