-- What a person typed. Nothing here exists anywhere else.

-- Text that was typed and not sent.
CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  uuid TEXT NOT NULL,
  html TEXT NOT NULL,
  base TEXT NOT NULL,
  saved INTEGER NOT NULL
);

-- The outbox with its history. The number is the order of the person's acts.
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

CREATE INDEX intent_open ON intent (ticket_id, number) WHERE finished IS NULL;

CREATE TABLE intent_change (
  intent INTEGER NOT NULL REFERENCES intent (number) ON DELETE CASCADE,
  field TEXT NOT NULL,
  position INTEGER NOT NULL,
  base TEXT,
  value TEXT,
  label TEXT,
  PRIMARY KEY (intent, field)
);

-- The bytes of files to be attached.
CREATE TABLE intent_file (
  intent INTEGER PRIMARY KEY REFERENCES intent (number) ON DELETE CASCADE,
  data BLOB NOT NULL
);

PRAGMA user_version = 1;
