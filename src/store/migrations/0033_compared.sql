-- Set where a question was put to two models: the turn that has the other answer. One of both is replaced, the conversation goes on with the other.
ALTER TABLE turns ADD COLUMN beside uuid REFERENCES turns;
