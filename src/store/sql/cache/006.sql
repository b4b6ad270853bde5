-- The tickets around one: of a requester, of a site, under a parent. The
-- conditions are those of related-sql.c.
CREATE INDEX ticket_by_caller ON ticket (caller, last_update) WHERE vanished = 0 AND caller > 0;
CREATE INDEX ticket_by_site ON ticket (site, last_update) WHERE vanished = 0 AND site > 0;
CREATE INDEX ticket_by_parent ON ticket (parent, last_update) WHERE vanished = 0 AND parent > 0;

-- A search among persons looks at nothing else. It begins like the one by
-- name, whose place it takes.
DROP INDEX reference_by_name;
CREATE INDEX reference_by_words ON reference (kind, name_key, id, code, email, phone) WHERE active = 1;

PRAGMA user_version = 6;
