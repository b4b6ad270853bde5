-- What lists are sorted and grouped by beside the six columns. guichet_fold()
-- and guichet_join_hyphens() are ours: see db-text.c.
ALTER TABLE ticket ADD COLUMN caller_key TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN team_key TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN site_key TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN agent_key TEXT NOT NULL DEFAULT '';
-- The next deadline while its clock runs, else NULL: see model/deadline.h. The
-- states in which the clock stands still come with the next sign-in.
ALTER TABLE ticket ADD COLUMN deadline TEXT;

UPDATE ticket SET
  caller_key = guichet_fold (caller_label),
  team_key = guichet_fold (team_label),
  site_key = guichet_fold (site_label),
  agent_key = guichet_fold (agent_label),
  deadline = CASE WHEN category = 0
                  THEN coalesce (iif (ifnull (agent, 0) = 0, nullif (tto_deadline, ''), NULL), nullif (ttr_deadline, ''))
             END;

-- Everything readable. Behind the order stands what a condition asks for, so
-- that it looks at no row.
CREATE INDEX ticket_all_by_caller ON ticket (caller_key, id, caller) WHERE vanished = 0;
CREATE INDEX ticket_all_by_team ON ticket (team_key, id, team) WHERE vanished = 0;
CREATE INDEX ticket_all_by_site ON ticket (site_key, id, site) WHERE vanished = 0;
CREATE INDEX ticket_all_by_agent ON ticket (agent_key, id, agent) WHERE vanished = 0;
CREATE INDEX ticket_all_by_deadline ON ticket (deadline) WHERE vanished = 0;

DROP INDEX IF EXISTS ticket_all_by_status;
DROP INDEX IF EXISTS ticket_all_by_service;
CREATE INDEX ticket_all_by_status ON ticket (status_rank, id, status) WHERE vanished = 0;
CREATE INDEX ticket_all_by_service ON ticket (service_key, id, service) WHERE vanished = 0;

-- The other conditions by code and key: one narrow pass for all of them.
CREATE INDEX ticket_all_facets ON ticket (
  priority, urgency, impact, request_type, origin, organisation, beneficiary,
  domain, family_group, service_family, subcategory
) WHERE vanished = 0;

-- An index that waits to be made again is made in its new form.
DELETE FROM index_to_make WHERE name IN ('ticket_all_by_status', 'ticket_all_by_service');

-- "Wi-Fi" is found as "wifi", too.
UPDATE ticket_filter SET folded = folded || char (10) || guichet_join_hyphens (folded);
INSERT OR IGNORE INTO search_queue (ticket_id, slot) SELECT id, 0 FROM ticket WHERE vanished = 0;

PRAGMA user_version = 5;
