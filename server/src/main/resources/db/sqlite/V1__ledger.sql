-- The ledger: every fact once, in the order in which the hub took it.
CREATE TABLE event (
  id       INTEGER PRIMARY KEY,
  seat     TEXT    NOT NULL,
  console  TEXT    NOT NULL,
  journal  TEXT    NOT NULL,
  sequence INTEGER NOT NULL,
  received INTEGER NOT NULL, -- milliseconds since 1970
  at       INTEGER NOT NULL, -- milliseconds since 1970, repaired where the console's clock was wrong
  quality  TEXT    NOT NULL,
  envelope BLOB    NOT NULL, -- JSON as on the wire
  UNIQUE (console, journal, sequence)
);
CREATE INDEX event_by_seat ON event (seat, id);
CREATE TABLE position (
  console  TEXT    NOT NULL,
  journal  TEXT    NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (console, journal)
) WITHOUT ROWID;
CREATE TABLE loss (
  seat     TEXT    NOT NULL,
  console  TEXT    NOT NULL,
  journal  TEXT    NOT NULL,
  first    INTEGER NOT NULL,
  last     INTEGER NOT NULL,
  noticed  INTEGER NOT NULL
);
CREATE TABLE rejected (
  id       INTEGER PRIMARY KEY,
  topic    TEXT    NOT NULL,
  payload  TEXT    NOT NULL,
  reason   TEXT    NOT NULL,
  received INTEGER NOT NULL
);
CREATE TABLE seat (
  seat     TEXT    NOT NULL PRIMARY KEY,
  record   BLOB    NOT NULL
) WITHOUT ROWID;
-- What the hub must remember across restarts and that is no fact, such as the version of the settings.
CREATE TABLE memo (
  name     TEXT    NOT NULL PRIMARY KEY,
  value    TEXT    NOT NULL
) WITHOUT ROWID;
