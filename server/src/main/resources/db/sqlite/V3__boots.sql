-- When a start of a console began, by its trusted clock: with it the times of facts are repaired that were taken
-- before the clock was trusted. The facts themselves stay as they came.
CREATE TABLE boot (
  id      INTEGER PRIMARY KEY,
  console TEXT    NOT NULL,
  boot    TEXT    NOT NULL,
  began   INTEGER NOT NULL, -- milliseconds since 1970
  UNIQUE (console, boot)
);
