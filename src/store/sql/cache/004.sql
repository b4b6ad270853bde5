-- Files beside tickets whose contents are on this computer, in the folder
-- "files" beside the database. used: Unix ms; the oldest go first when the
-- room that they may take is full.
CREATE TABLE attachment_file (
  attachment_id INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  used INTEGER NOT NULL
);

CREATE INDEX attachment_file_by_use ON attachment_file (used);

PRAGMA user_version = 4;
