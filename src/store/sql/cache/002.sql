-- One index for each order of a list. The id is in each of them, so that
-- they cover "ids in order" and the order is total.

-- Everything readable.
CREATE INDEX ticket_all_by_update ON ticket (last_update) WHERE vanished = 0;
CREATE INDEX ticket_all_by_ref ON ticket (ref_number) WHERE vanished = 0;
CREATE INDEX ticket_all_by_title ON ticket (title_key) WHERE vanished = 0;
CREATE INDEX ticket_all_by_start ON ticket (start_date) WHERE vanished = 0;
CREATE INDEX ticket_all_by_status ON ticket (status_rank) WHERE vanished = 0;
CREATE INDEX ticket_all_by_service ON ticket (service_key) WHERE vanished = 0;

-- One queue. The queues are small, whatever the table holds.
CREATE INDEX ticket_queue_by_update ON ticket (queue, last_update) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_ref ON ticket (queue, ref_number) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_title ON ticket (queue, title_key) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_start ON ticket (queue, start_date) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_status ON ticket (queue, status_rank) WHERE queue IS NOT NULL;
CREATE INDEX ticket_queue_by_service ON ticket (queue, service_key) WHERE queue IS NOT NULL;

-- The two queues of resolved tickets as one list.
CREATE INDEX ticket_resolved_by_update ON ticket (last_update, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_ref ON ticket (ref_number, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_title ON ticket (title_key, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_start ON ticket (start_date, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_status ON ticket (status_rank, id, queue) WHERE queue >= 4;
CREATE INDEX ticket_resolved_by_service ON ticket (service_key, id, queue) WHERE queue >= 4;

CREATE INDEX ticket_vanished ON ticket (id) WHERE vanished = 1;
-- Not partial: "how many in all" is counted over its few pages.
CREATE INDEX ticket_by_category ON ticket (category, vanished);
CREATE INDEX ticket_without_texts ON ticket (category, last_update DESC) WHERE texts_wanted = 1 AND vanished = 0;

-- Indexes that a first load has taken away, to be made again in idle steps.
CREATE TABLE index_to_make (
  name TEXT PRIMARY KEY,
  sql TEXT NOT NULL
) WITHOUT ROWID;

PRAGMA user_version = 2;
