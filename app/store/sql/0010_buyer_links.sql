-- Enclosure, schema 10: buyers' links by key, their use, tries of the second factor, and what buyers sent in.

ALTER TABLE links ADD COLUMN key_epoch INTEGER NOT NULL DEFAULT 1 CHECK (key_epoch > 0);

-- Counted in memory and added up now and then; days are the seller's. No addresses.
CREATE TABLE link_uses (
  link_id  TEXT PRIMARY KEY REFERENCES links (id),
  uses     INTEGER NOT NULL CHECK (uses > 0),
  first_on TEXT NOT NULL,
  last_on  TEXT NOT NULL
) WITHOUT ROWID;

-- Wrong answers outlive a restart.
CREATE TABLE link_tries (
  link_id      TEXT PRIMARY KEY REFERENCES links (id),
  wrong        INTEGER NOT NULL CHECK (wrong >= 0),
  closures     INTEGER NOT NULL CHECK (closures >= 0),
  closed_until INTEGER
) WITHOUT ROWID;

-- What buyers asked to have changed on their invoices.
CREATE TABLE details_requests (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id    TEXT NOT NULL REFERENCES orders (id),
  change      TEXT NOT NULL,
  vat_id      TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN
    ('pending', 'corrected', 'unchanged', 'number_unknown', 'seller_only', 'replaced')),
  received_at INTEGER NOT NULL,
  settled_at  INTEGER,
  attempts    INTEGER NOT NULL CHECK (attempts >= 0),
  next_ask_at INTEGER,
  note        TEXT NOT NULL,
  CHECK ((state = 'pending') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX details_requests_pending ON details_requests (order_id) WHERE state = 'pending';
CREATE INDEX details_requests_by_order ON details_requests (order_id, id);
CREATE TRIGGER details_requests_settle_once BEFORE UPDATE ON details_requests WHEN old.state <> 'pending'
BEGIN SELECT RAISE(ABORT, 'what a buyer sent in and what became of it stays'); END;
CREATE TRIGGER details_requests_remain BEFORE DELETE ON details_requests
BEGIN SELECT RAISE(ABORT, 'what a buyer sent in cannot be deleted'); END;
