-- What a person has seen of each ticket, what they saved for themselves, and
-- what they knew of the journals when they wrote.

-- One row a ticket that was looked at. What has changed since is computed
-- against it: see marks.h. NULL is "was not known then".
CREATE TABLE seen (
  ticket_id INTEGER PRIMARY KEY,
  last_update TEXT NOT NULL,
  status TEXT,
  team INTEGER,
  agent INTEGER,
  n_private INTEGER,
  n_public INTEGER,
  -- 1 when the person marked it as unread again.
  unread INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  -- When it was opened last, Unix ms: the recent ones.
  opened INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX seen_by_opened ON seen (opened DESC) WHERE opened > 0;

-- Single facts about this account, such as the last_update from which on
-- tickets count as unread.
CREATE TABLE fact (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Lists that a person named: a list, its conditions in the language of
-- model/query-language.h, its order.
CREATE TABLE saved_view (
  uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  icon TEXT NOT NULL,
  view TEXT NOT NULL,
  conditions TEXT NOT NULL,
  sort TEXT NOT NULL,
  grouping TEXT NOT NULL,
  position INTEGER NOT NULL
);

-- Replies written once for many tickets.
CREATE TABLE template (
  uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  html TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0,
  greeting INTEGER NOT NULL DEFAULT 0
);

-- How many entries each journal had when the person began to write; -1 when
-- that is not known. A newer entry stops a public one before it leaves.
ALTER TABLE intent ADD COLUMN seen_private INTEGER NOT NULL DEFAULT -1;
ALTER TABLE intent ADD COLUMN seen_public INTEGER NOT NULL DEFAULT -1;

PRAGMA user_version = 2;
