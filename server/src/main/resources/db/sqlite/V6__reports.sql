-- What people and other systems told the hub: papers, decisions, calls, incidents. Never changed.
CREATE TABLE report (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  at       INTEGER NOT NULL, -- milliseconds since 1970, as all times here
  received INTEGER NOT NULL,
  author   TEXT    NOT NULL, -- account, or token: and its name
  told     TEXT    NOT NULL, -- the author's own key for it, or empty
  body     TEXT    NOT NULL  -- JSON
);
CREATE UNIQUE INDEX report_told ON report (author, told) WHERE told <> '';
CREATE INDEX report_by_time ON report (at);
CREATE TRIGGER report_is_not_altered BEFORE UPDATE ON report
BEGIN SELECT RAISE(ABORT, 'a report is never altered'); END;
