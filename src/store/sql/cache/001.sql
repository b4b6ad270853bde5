-- The server's image, with the outbox on top. Everything here can be
-- downloaded again.

-- One thin row a ticket: the shown image that lists are made of. Long texts
-- have tables of their own: wide rows made an index build nine times slower.
-- NULL is "not known here", '' is "known to be empty".
CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  ref TEXT,
  title TEXT,
  status TEXT,
  operational_status TEXT,
  start_date TEXT,
  last_update TEXT,
  assignment_date TEXT,
  pending_date TEXT,
  resolution_date TEXT,
  close_date TEXT,
  tto_deadline TEXT,
  ttr_deadline TEXT,
  organisation INTEGER,
  organisation_label TEXT,
  caller INTEGER,
  caller_label TEXT,
  beneficiary INTEGER,
  beneficiary_label TEXT,
  site INTEGER,
  site_label TEXT,
  callback_phone TEXT,
  availability TEXT,
  team INTEGER,
  team_label TEXT,
  agent INTEGER,
  agent_label TEXT,
  domain INTEGER,
  domain_label TEXT,
  family_group INTEGER,
  family_group_label TEXT,
  service_family INTEGER,
  service_family_label TEXT,
  service INTEGER,
  service_label TEXT,
  subcategory INTEGER,
  subcategory_label TEXT,
  request_type TEXT,
  origin TEXT,
  impact TEXT,
  urgency TEXT,
  priority TEXT,
  parent INTEGER,
  parent_label TEXT,
  approver INTEGER,
  approver_label TEXT,
  resolution_code TEXT,
  satisfaction TEXT,
  client_ref TEXT,
  -- Computed: see rules.h.
  category INTEGER NOT NULL DEFAULT 0,
  queue INTEGER,
  status_rank INTEGER NOT NULL DEFAULT 0,
  ref_number INTEGER NOT NULL DEFAULT 0,
  title_key TEXT NOT NULL DEFAULT '',
  service_key TEXT NOT NULL DEFAULT '',
  -- The last_update of the image whose texts are in ticket_text; NULL when
  -- none was read. texts_wanted is 1 when that is not the last_update above.
  texts_update TEXT,
  texts_wanted INTEGER,
  vanished INTEGER NOT NULL DEFAULT 0
);

-- The server's thin image of tickets whose shown row differs from it.
CREATE TABLE ticket_server (
  id INTEGER PRIMARY KEY REFERENCES ticket (id),
  ref TEXT,
  title TEXT,
  status TEXT,
  operational_status TEXT,
  start_date TEXT,
  last_update TEXT,
  assignment_date TEXT,
  pending_date TEXT,
  resolution_date TEXT,
  close_date TEXT,
  tto_deadline TEXT,
  ttr_deadline TEXT,
  organisation INTEGER,
  organisation_label TEXT,
  caller INTEGER,
  caller_label TEXT,
  beneficiary INTEGER,
  beneficiary_label TEXT,
  site INTEGER,
  site_label TEXT,
  callback_phone TEXT,
  availability TEXT,
  team INTEGER,
  team_label TEXT,
  agent INTEGER,
  agent_label TEXT,
  domain INTEGER,
  domain_label TEXT,
  family_group INTEGER,
  family_group_label TEXT,
  service_family INTEGER,
  service_family_label TEXT,
  service INTEGER,
  service_label TEXT,
  subcategory INTEGER,
  subcategory_label TEXT,
  request_type TEXT,
  origin TEXT,
  impact TEXT,
  urgency TEXT,
  priority TEXT,
  parent INTEGER,
  parent_label TEXT,
  approver INTEGER,
  approver_label TEXT,
  resolution_code TEXT,
  satisfaction TEXT,
  client_ref TEXT,
  category INTEGER NOT NULL DEFAULT 0
);

-- The server's long texts. Bit n of journals is set when journal n was read.
CREATE TABLE ticket_text (
  id INTEGER PRIMARY KEY REFERENCES ticket (id),
  journals INTEGER NOT NULL DEFAULT 0,
  description TEXT,
  pending_reason TEXT,
  solution TEXT,
  user_comment TEXT
);

-- The server's journal entries. id = ticket << 21 | journal << 20 | position:
-- the entries of a ticket lie side by side and need no index.
CREATE TABLE journal_entry (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL,
  author TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  html TEXT NOT NULL
);

-- What the filter of a list looks at: reference, subject, requester and
-- service without case and accents.
CREATE TABLE ticket_filter (
  id INTEGER PRIMARY KEY,
  folded TEXT NOT NULL
);

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  date TEXT NOT NULL,
  author_id INTEGER NOT NULL,
  author TEXT NOT NULL
);

CREATE INDEX attachment_by_ticket ON attachment (ticket_id);

CREATE TABLE reference (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  parent INTEGER NOT NULL,
  other INTEGER NOT NULL,
  organisation INTEGER NOT NULL,
  code TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  detail TEXT NOT NULL,
  html TEXT,
  active INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
);

CREATE INDEX reference_by_name ON reference (kind, name_key, id) WHERE active = 1;
CREATE INDEX reference_by_parent ON reference (kind, parent, name_key, id) WHERE active = 1;

-- Places in the server's data, saved with the rows that they cover.
CREATE TABLE cursor (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Who the computed columns were computed for.
CREATE TABLE identity (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

PRAGMA user_version = 1;
