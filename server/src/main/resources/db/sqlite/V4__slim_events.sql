-- Facts by column and journals by number: the ledger grows by two fifths of what it did.
CREATE TABLE journal (
  number  INTEGER PRIMARY KEY,
  console TEXT    NOT NULL,
  journal TEXT    NOT NULL,
  held    INTEGER NOT NULL, -- every fact up to this sequence is here or told lost
  UNIQUE (console, journal)
);
INSERT INTO journal (console, journal, held) SELECT console, journal, sequence FROM position;
INSERT OR IGNORE INTO journal (console, journal, held) SELECT DISTINCT console, journal, 0 FROM event;
DROP TABLE position;

DROP INDEX event_by_seat;
ALTER TABLE event RENAME TO event_before;
CREATE TABLE event (
  id       INTEGER PRIMARY KEY,
  seat     TEXT    NOT NULL,
  journal  INTEGER NOT NULL REFERENCES journal (number),
  sequence INTEGER NOT NULL,
  boot     TEXT    NOT NULL,
  elapsed  INTEGER NOT NULL, -- milliseconds since the console's start
  wall     INTEGER NOT NULL, -- what its clock said, milliseconds since 1970; where it told more digits, as text
  clock    TEXT    NOT NULL,
  received INTEGER NOT NULL, -- milliseconds since 1970
  at       INTEGER NOT NULL, -- milliseconds since 1970, repaired where the console's clock was wrong
  quality  TEXT    NOT NULL,
  fact     BLOB    NOT NULL, -- JSON as on the wire
  UNIQUE (journal, sequence)
);
INSERT INTO event
SELECT e.id, e.seat, j.number, e.sequence,
  json_extract(CAST(e.envelope AS TEXT), '$.boot'),
  json_extract(CAST(e.envelope AS TEXT), '$.elapsedMillis'),
  CASE
    WHEN json_extract(CAST(e.envelope AS TEXT), '$.wall') GLOB '*.[0-9][0-9][0-9][0-9]*'
    THEN json_extract(CAST(e.envelope AS TEXT), '$.wall')
    ELSE CAST(round(unixepoch(json_extract(CAST(e.envelope AS TEXT), '$.wall'), 'subsec') * 1000) AS INTEGER)
  END,
  json_extract(CAST(e.envelope AS TEXT), '$.clock'),
  e.received, e.at, e.quality,
  CAST(json_extract(CAST(e.envelope AS TEXT), '$.fact') AS BLOB)
FROM event_before e JOIN journal j ON j.console = e.console AND j.journal = e.journal
ORDER BY e.id;
DROP TABLE event_before;
CREATE INDEX event_by_seat ON event (seat, id);
