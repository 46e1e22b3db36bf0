-- Recipes of tasks that groups of employees make: no personal data, so that they stand here as they are. The recipes of the folder with
-- prompts are not here.
CREATE TABLE group_tasks (
  name text PRIMARY KEY CHECK (name <> ''),
  -- Id of a group in the configuration.
  group_id text NOT NULL CHECK (group_id <> ''),
  created_at timestamptz NOT NULL,
  -- Nobody can run it any more; its versions stay.
  withdrawn_at timestamptz
);
CREATE INDEX group_tasks_group ON group_tasks (group_id);

-- Each version that was proposed, and what became of it. The last that was approved is the one that runs.
CREATE TABLE group_task_versions (
  id uuid PRIMARY KEY,
  task text NOT NULL REFERENCES group_tasks,
  version integer NOT NULL CHECK (version > 0),
  recipe jsonb NOT NULL,
  instruction text NOT NULL CHECK (instruction <> ''),
  author uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'rejected')),
  decided_by uuid,
  decided_at timestamptz,
  UNIQUE (task, version),
  CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  -- Nobody lets their own work through.
  CONSTRAINT group_task_versions_other_check CHECK (decided_by <> author)
);
CREATE UNIQUE INDEX group_task_versions_open ON group_task_versions (task) WHERE state = 'proposed';

-- Prompts that somebody keeps for themselves or for their group, encrypted. They go with the person, or when they are removed.
CREATE TABLE kept_prompts (
  id uuid PRIMARY KEY,
  -- Who made it: theirs alone, unless it is for a group.
  person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  group_id text CHECK (group_id <> ''),
  -- Title and text under a key of its own, which the master key wraps.
  wrapped bytea NOT NULL,
  content bytea NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX kept_prompts_person ON kept_prompts (person_id);
CREATE INDEX kept_prompts_group ON kept_prompts (group_id) WHERE group_id IS NOT NULL;
