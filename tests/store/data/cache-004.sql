PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
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
INSERT INTO "attachment" VALUES(5,1678,'plan.pdf','application/pdf',1234,'2026-01-06 09:00:00',3,'Agnès Martin');
CREATE TABLE cursor (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "cursor" VALUES('delta','2026-01-06 09:30:00');
CREATE TABLE identity (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE index_to_make (
  name TEXT PRIMARY KEY,
  sql TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE journal_entry (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL,
  author TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  html TEXT NOT NULL
);
INSERT INTO "journal_entry" VALUES(3519021056,'2026-01-06 09:00:00','Agnès Martin',3,'<p>Voir avec la DSI</p>');
INSERT INTO "journal_entry" VALUES(3520069632,'2026-01-06 09:00:00','Agnès Martin',3,'<p>Bonjour</p>');
INSERT INTO "journal_entry" VALUES(3520069633,'2026-01-06 09:00:00','Agnès Martin',3,'<p>Quelle essence de bois ?</p>');
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
INSERT INTO "reference" VALUES('team',31,'DAG Accueil-Courrier','dag accueil-courrier',0,0,0,'','','','',NULL,1);
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
INSERT INTO "ticket" VALUES(1678,'R-001678','Bureau trop loin','assigned',NULL,'2026-01-05 16:21:45','2026-01-06 09:30:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,101,'Élodie Géraud',NULL,NULL,NULL,NULL,NULL,NULL,31,'DAG Accueil-Courrier',7,'Agnès Martin',NULL,NULL,NULL,NULL,NULL,NULL,4,'Déplacement de meubles',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,1678,'bureau trop loin','deplacement de meubles','2026-01-06 09:30:00',NULL,0);
INSERT INTO "ticket" VALUES(1679,'R-001679','Écran noir','assigned',NULL,'2026-01-05 16:21:45','2026-01-06 09:30:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,101,'Élodie Géraud',NULL,NULL,NULL,NULL,NULL,NULL,31,'DAG Accueil-Courrier',7,'Agnès Martin',NULL,NULL,NULL,NULL,NULL,NULL,4,'Bureautique',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,1679,'ecran noir','bureautique',NULL,1,0);
CREATE TABLE ticket_filter (
  id INTEGER PRIMARY KEY,
  folded TEXT NOT NULL
);
INSERT INTO "ticket_filter" VALUES(1678,'r-001678
bureau trop loin
elodie geraud
deplacement de meubles');
INSERT INTO "ticket_filter" VALUES(1679,'r-001679
ecran noir
elodie geraud
bureautique');
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
CREATE TABLE ticket_text (
  id INTEGER PRIMARY KEY REFERENCES ticket (id),
  journals INTEGER NOT NULL DEFAULT 0,
  description TEXT,
  pending_reason TEXT,
  solution TEXT,
  user_comment TEXT
);
INSERT INTO "ticket_text" VALUES(1678,3,'<p>Le bureau est trop loin</p>','','','');
CREATE INDEX attachment_by_ticket ON attachment (ticket_id);
CREATE INDEX reference_by_name ON reference (kind, name_key, id) WHERE active = 1;
CREATE INDEX reference_by_parent ON reference (kind, parent, name_key, id) WHERE active = 1;
CREATE INDEX ticket_all_by_update ON ticket (last_update) WHERE vanished = 0;
CREATE INDEX ticket_all_by_ref ON ticket (ref_number) WHERE vanished = 0;
CREATE INDEX ticket_all_by_title ON ticket (title_key) WHERE vanished = 0;
CREATE INDEX ticket_all_by_start ON ticket (start_date) WHERE vanished = 0;
CREATE INDEX ticket_all_by_status ON ticket (status_rank) WHERE vanished = 0;
CREATE INDEX ticket_all_by_service ON ticket (service_key) WHERE vanished = 0;
CREATE INDEX ticket_queue_by_update ON ticket (queue, last_update) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_ref ON ticket (queue, ref_number) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_title ON ticket (queue, title_key) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_start ON ticket (queue, start_date) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_status ON ticket (queue, status_rank) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_service ON ticket (queue, service_key) WHERE queue IS NOT NULL;
CREATE INDEX ticket_resolved_by_update ON ticket (last_update, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_ref ON ticket (ref_number, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_title ON ticket (title_key, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_start ON ticket (start_date, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_status ON ticket (status_rank, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_service ON ticket (service_key, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_vanished ON ticket (id) WHERE vanished = 1;
CREATE INDEX ticket_by_category ON ticket (category, vanished);
CREATE INDEX ticket_without_texts ON ticket (category, last_update DESC) WHERE texts_wanted = 1 AND vanished = 0;
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
-- A first load was going on: these indexes wait to be made again.
INSERT INTO "index_to_make" VALUES('ticket_all_by_status','CREATE INDEX ticket_all_by_status ON ticket (status_rank) WHERE vanished = 0');
INSERT INTO "index_to_make" VALUES('ticket_all_by_title','CREATE INDEX ticket_all_by_title ON ticket (title_key) WHERE vanished = 0');
DROP INDEX ticket_all_by_status;
DROP INDEX ticket_all_by_title;
PRAGMA user_version = 4;
COMMIT;
