-- What was seen to change on tickets from one image of the server to the next:
-- the server keeps its own history from an agent. moment: the last_update that
-- came with it; field: its logical name; a key is kept as the name behind it.
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL,
  moment TEXT NOT NULL,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL
);

CREATE INDEX history_by_ticket ON history (ticket_id);

PRAGMA user_version = 7;
