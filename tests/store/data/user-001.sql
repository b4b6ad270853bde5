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
);
INSERT INTO "intent" VALUES(1,'019b0000-0000-7000-8000-000000000002','change','waiting',1679,'R-001679','Écran noir',NULL,'assigned','2026-01-06 09:30:00','<p>Vu</p>',NULL,NULL,NULL,1767600000000,0,0,0,0,0,NULL,NULL,NULL,NULL);
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
CREATE INDEX intent_open ON intent (ticket_id, number) WHERE finished IS NULL;
INSERT INTO "sqlite_sequence" VALUES('intent',1);
PRAGMA user_version = 1;
COMMIT;
