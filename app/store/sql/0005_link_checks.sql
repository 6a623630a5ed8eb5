-- Schema 5. What the servers behind driver links answered last: a memory, not a proof. It may be deleted.

CREATE TABLE link_checks (
  url       TEXT PRIMARY KEY,
  whole     INTEGER NOT NULL CHECK (whole IN (0, 1)),
  asked_at  INTEGER NOT NULL,
  final_url TEXT NOT NULL,
  status    INTEGER NOT NULL,
  trouble   TEXT NOT NULL,
  told      TEXT NOT NULL,
  location  TEXT NOT NULL,
  size      INTEGER,
  sha256    TEXT NOT NULL,
  bytes     INTEGER NOT NULL,
  took_ms   INTEGER NOT NULL
) WITHOUT ROWID;
