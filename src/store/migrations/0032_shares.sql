-- With whom an employee shares a conversation, to be read along and no more. It goes with the conversation. Whether it still holds is
-- found anew each time: who owns it must be here and, like who reads it, in the group.
CREATE TABLE conversation_shares (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  -- With a group, by its id in the configuration.
  group_id text CHECK (group_id <> ''),
  -- Or with who logs in with this e-mail address: a digest that only the master key makes, and the address itself, encrypted under a key
  -- that the master key wraps.
  address bytea CHECK (octet_length(address) = 32),
  wrapped bytea,
  named bytea,
  -- Who came with the address first: from then on it is theirs alone, whoever gets the address later.
  reader_id uuid REFERENCES people ON DELETE CASCADE,
  -- Whether answers that lean on the owner's own files are shared too.
  with_files boolean NOT NULL DEFAULT false,
  CONSTRAINT conversation_shares_whom_check CHECK (num_nonnulls(group_id, address) = 1),
  CHECK ((address IS NULL) = (wrapped IS NULL) AND (address IS NULL) = (named IS NULL)),
  CHECK (reader_id IS NULL OR address IS NOT NULL),
  UNIQUE (conversation_id, group_id),
  UNIQUE (conversation_id, address)
);
CREATE INDEX conversation_shares_group ON conversation_shares (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX conversation_shares_reader ON conversation_shares (reader_id) WHERE reader_id IS NOT NULL;
CREATE INDEX conversation_shares_address ON conversation_shares (address) WHERE reader_id IS NULL;

-- Whether its title is that of work on a file, whose name is in it: that is not shared with whom the files are not. Of those before this
-- nobody knows it any more: all with files count as such.
ALTER TABLE conversations ADD COLUMN is_of_file boolean NOT NULL DEFAULT false;
UPDATE conversations c SET is_of_file = true WHERE EXISTS (SELECT FROM chat_folders f WHERE f.conversation_id = c.id);
