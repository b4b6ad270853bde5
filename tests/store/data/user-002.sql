PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  uuid TEXT NOT NULL,
  html TEXT NOT NULL,
  base TEXT NOT NULL,
  saved INTEGER NOT NULL
);
INSERT INTO "draft" VALUES('1678/public','019b0000-0000-7000-8000-000000000001','<p>Bonjour, je pas</p>','2',1767600000000);
CREATE TABLE fact (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "fact" VALUES('unread-since','2026-01-06 09:30:00');
CREATE TABLE intent (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  ticket_id INTEGER NOT NULL,
  ref TEXT,
  title TEXT,
  action TEXT,
  base_status TEXT,
  base_last_update TEXT,
  private_entry TEXT,
  public_entry TEXT,
  file_name TEXT,
  file_mime TEXT,
  created INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  first_sent INTEGER NOT NULL,
  last_sent INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  reason TEXT,
  reason_field TEXT,
  detail TEXT,
  -- When it was done or withdrawn, Unix ms.
  finished INTEGER
, seen_private INTEGER NOT NULL DEFAULT -1, seen_public INTEGER NOT NULL DEFAULT -1);
INSERT INTO "intent" VALUES(1,'019b0000-0000-7000-8000-000000000002','change','waiting',1679,'R-001679','Écran noir',NULL,'assigned','2026-01-06 09:30:00','<p>Vu</p>',NULL,NULL,NULL,1767600000000,0,0,0,0,0,NULL,NULL,NULL,NULL,-1,-1);
INSERT INTO "intent" VALUES(2,'019b0000-0000-7000-8000-000000000003','change','refused',1680,'R-001680','Clavier muet',NULL,'assigned','2026-02-03 10:00:00',NULL,'<p>Essayez un autre port</p>',NULL,NULL,1770000000000,0,1770000010000,1770000010000,1,0,'rejected',NULL,'Error: status: not writable',NULL,3,2);
CREATE TABLE intent_change (
  intent INTEGER NOT NULL REFERENCES intent (number) ON DELETE CASCADE,
  field TEXT NOT NULL,
  position INTEGER NOT NULL,
  base TEXT,
  value TEXT,
  label TEXT,
  PRIMARY KEY (intent, field)
);
INSERT INTO "intent_change" VALUES(1,'title',0,'Écran noir','Écran tout noir',NULL);
CREATE TABLE intent_file (
  intent INTEGER PRIMARY KEY REFERENCES intent (number) ON DELETE CASCADE,
  data BLOB NOT NULL
);
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
INSERT INTO "saved_view" VALUES('019b0000-0000-7000-8000-000000000004','Écrans','starred-symbolic','all','','','none',0);
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
INSERT INTO "seen" VALUES(1678,'2026-01-06 09:30:00','assigned',32,4,0,2,0,1,1770000000000);
INSERT INTO "seen" VALUES(1679,'2026-01-06 09:30:00','assigned',32,4,NULL,NULL,1,0,0);
CREATE TABLE template (
  uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  html TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0,
  greeting INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "template" VALUES('019b0000-0000-7000-8000-000000000005','Port','<p>Essayez un autre port</p>',3,0);
CREATE INDEX intent_open ON intent (ticket_id, number) WHERE finished IS NULL;
CREATE INDEX seen_by_opened ON seen (opened DESC) WHERE opened > 0;
INSERT INTO "sqlite_sequence" VALUES('intent',2);
PRAGMA user_version = 2;
COMMIT;
