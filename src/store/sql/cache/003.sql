-- The search index. It keeps no text of its own (contentless), finds words by
-- their first one to five letters, and knows which column a word is in but not
-- where.
CREATE VIRTUAL TABLE search USING fts5 (
  ref, title, description, public, private, people, files,
  content = '', contentless_delete = 1, detail = column,
  prefix = '1 2 3 4 5', tokenize = 'unicode61 remove_diacritics 2'
);

-- Merging happens in idle steps, never inside somebody's transaction.
INSERT INTO search (search, rank) VALUES ('automerge', 0);
INSERT INTO search (search, rank) VALUES ('crisismerge', 64);

-- Which ticket a document is of. Rowids follow the time of the last change:
-- the newest hits are those of the highest rowids.
CREATE TABLE search_document (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL UNIQUE
);

-- Tickets whose document is to be made anew, the newest of them first.
CREATE TABLE search_queue (
  ticket_id INTEGER PRIMARY KEY,
  slot INTEGER NOT NULL
);

CREATE INDEX search_queue_by_slot ON search_queue (slot);

INSERT INTO search_queue (ticket_id, slot) SELECT id, 0 FROM ticket WHERE vanished = 0;

PRAGMA user_version = 3;
