-- New tickets before they have a number: their drafts hold files too, and
-- operations can be about a ticket that another operation makes.

-- Files that were added to the draft of a new ticket, in their order.
CREATE TABLE draft_file (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  draft TEXT NOT NULL,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  data BLOB NOT NULL
);

CREATE INDEX draft_file_by_draft ON draft_file (draft, number);

-- The uuid of the operation that makes the ticket, which has no id until then.
ALTER TABLE intent ADD COLUMN creation TEXT;

CREATE INDEX intent_by_creation ON intent (creation) WHERE creation IS NOT NULL;

PRAGMA user_version = 3;
