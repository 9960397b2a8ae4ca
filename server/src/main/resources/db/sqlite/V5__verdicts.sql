-- What the rules said: every version of every matter, never changed, and beside it which of them stand.
CREATE TABLE verdict (
  id        INTEGER PRIMARY KEY AUTOINCREMENT, -- an id is never given twice
  matter    TEXT    NOT NULL,
  version   INTEGER NOT NULL,
  replaces  INTEGER REFERENCES verdict (id),
  withdrawn INTEGER NOT NULL, -- 1 where nothing is said any more; the verdict is the one taken back
  recorded  INTEGER NOT NULL, -- milliseconds since 1970, as all times here
  verdict   BLOB    NOT NULL, -- JSON
  UNIQUE (matter, version)
);
CREATE TRIGGER verdict_is_not_altered BEFORE UPDATE ON verdict
BEGIN SELECT RAISE(ABORT, 'a verdict is replaced by a new version, never altered'); END;
CREATE TABLE standing (
  id          INTEGER PRIMARY KEY REFERENCES verdict (id),
  matter      TEXT    NOT NULL UNIQUE,
  kind        TEXT    NOT NULL,
  team        TEXT    NOT NULL,
  agent       TEXT,
  seat        TEXT,
  at          INTEGER NOT NULL,
  provisional INTEGER NOT NULL
);
CREATE INDEX standing_by_time ON standing (at);
CREATE INDEX standing_by_agent ON standing (agent, at);
CREATE INDEX standing_by_seat ON standing (seat, at);
CREATE INDEX standing_provisional ON standing (id) WHERE provisional = 1;
