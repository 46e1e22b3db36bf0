-- The way through the questions of the AI Act that leads to the class of an assistant, as a person recorded it. All of it is for everybody once it is
-- published, but for who did so, of whom the office alone is told.
CREATE TABLE ai_act_paths (
  assistant text NOT NULL CHECK (length(assistant) BETWEEN 1 AND 100),
  number integer NOT NULL CHECK (number >= 1),
  -- Of the questions: an answer to other words is another answer.
  tree_version text NOT NULL CHECK (length(tree_version) BETWEEN 1 AND 20),
  -- JSON of the steps: each question and answer as it was read, and what was said with it.
  path jsonb NOT NULL,
  -- JSON of what it led to.
  profile jsonb NOT NULL,
  role text NOT NULL CHECK (length(role) BETWEEN 1 AND 100),
  review_on date NOT NULL,
  by_person uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (assistant, number)
);

-- What was found when the desk last looked at its own pages and answers for the marks of article 50: one row, for all processes.
CREATE TABLE ai_act_checks (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  at timestamptz NOT NULL,
  version text NOT NULL CHECK (length(version) <= 100),
  -- JSON: each duty at each place, whether it is met, and what was seen. Nothing that anybody said.
  findings jsonb NOT NULL
);
