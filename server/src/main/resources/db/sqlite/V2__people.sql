-- Who may come in. Secrets are kept as what cannot be turned back: Argon2id of passwords, SHA-256 of random tokens.
CREATE TABLE account (
  name          TEXT    NOT NULL PRIMARY KEY,
  role          TEXT    NOT NULL,
  password_hash TEXT    NOT NULL,
  disabled      INTEGER NOT NULL,
  must_change   INTEGER NOT NULL,
  created       INTEGER NOT NULL -- milliseconds since 1970, as all times here
) WITHOUT ROWID;
CREATE TABLE token (
  name    TEXT    NOT NULL PRIMARY KEY,
  role    TEXT    NOT NULL,
  sha256  TEXT    NOT NULL UNIQUE,
  expires INTEGER,
  created INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE session (
  sha256       TEXT    NOT NULL PRIMARY KEY,
  subject_kind TEXT    NOT NULL,
  subject_name TEXT    NOT NULL,
  created      INTEGER NOT NULL,
  used         INTEGER NOT NULL,
  ends         INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_by_subject ON session (subject_kind, subject_name, used);
CREATE TABLE audit (
  id      INTEGER PRIMARY KEY AUTOINCREMENT, -- an id is never given twice
  at      INTEGER NOT NULL,
  who     TEXT    NOT NULL,
  deed    TEXT    NOT NULL,
  object  TEXT    NOT NULL,
  detail  TEXT    NOT NULL,
  address TEXT    NOT NULL
);
CREATE TRIGGER audit_is_not_altered BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
