-- Enclosure, schema 9: what the seller's API needs.

-- Keys. `scopes` is a list of words with blanks between them; the program knows which there are.
CREATE TABLE api_keys (
  id           TEXT PRIMARY KEY CHECK (length(id) = 12),
  name         TEXT NOT NULL CHECK (name <> ''),
  scopes       TEXT NOT NULL CHECK (scopes <> ''),
  sha256       TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at   INTEGER
) WITHOUT ROWID;
-- A key that was revoked never works again, and none gets more rights than it was made with.
CREATE TRIGGER api_keys_stay BEFORE UPDATE ON api_keys
WHEN new.scopes <> old.scopes OR new.sha256 <> old.sha256 OR new.created_at <> old.created_at
  OR (old.revoked_at IS NOT NULL AND new.revoked_at IS NOT old.revoked_at)
BEGIN SELECT RAISE(ABORT, 'a key can only be revoked'); END;
CREATE TRIGGER api_keys_remain BEFORE DELETE ON api_keys
BEGIN SELECT RAISE(ABORT, 'a key can only be revoked'); END;
