-- What the guard saw in a document when it was read, for the lists of editors: taken out of the quality report when that is written.
-- Numbers of people in a text that anyone may read are a data leak; names and mailboxes of civil servants are not.
ALTER TABLE documents
  ADD COLUMN has_orders boolean NOT NULL
    GENERATED ALWAYS AS (coalesce(jsonb_path_exists(quality, '$.screening.orders.count ? (@ > 0)'), false)) STORED,
  ADD COLUMN has_personal_numbers boolean NOT NULL
    GENERATED ALWAYS AS (coalesce(jsonb_path_exists(quality, '$.screening.personal ? (@.bsn > 0 || @.document > 0 || @.birthdate > 0 || @.plate > 0)'), false)) STORED;
