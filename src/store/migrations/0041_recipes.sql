-- Recipes of groups say what a municipality asks of a model: encrypted, as prompts that somebody keeps are, under a key of its own that the
-- master key wraps. What stands here in plain text is sealed when the desk starts, by a program that has that key: until then a version is
-- in one of both.
ALTER TABLE group_task_versions
  ADD COLUMN wrapped bytea,
  ADD COLUMN content bytea,
  ALTER COLUMN recipe DROP NOT NULL,
  ALTER COLUMN instruction DROP NOT NULL,
  ADD CONSTRAINT group_task_versions_sealed_check CHECK ((wrapped IS NULL) = (content IS NULL) AND (content IS NULL) = (recipe IS NOT NULL) AND (recipe IS NULL) = (instruction IS NULL));
