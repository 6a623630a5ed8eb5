-- Enclosure, schema 1. Instants are seconds since 1970 UTC, amounts are minor units, hashes are hexadecimal.

CREATE TABLE orders (
  id          TEXT PRIMARY KEY,
  body        TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  settled     INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))
) WITHOUT ROWID;
CREATE INDEX orders_by_change ON orders (updated_at);
CREATE INDEX orders_to_issue ON orders (imported_at, id) WHERE settled = 0;

CREATE TABLE events (
  id          TEXT PRIMARY KEY,
  order_id    TEXT NOT NULL REFERENCES orders (id),
  type        TEXT NOT NULL CHECK (type IN
    ('confirmed', 'shipped', 'delivered', 'cancelled', 'refunded', 'returned', 'opted_out')),
  at          INTEGER NOT NULL,
  shipment    TEXT NOT NULL,
  received_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX events_by_order ON events (order_id, at, id);
CREATE INDEX events_by_time ON events (at);
CREATE INDEX events_by_receipt ON events (received_at);

-- Instants of shipping and delivery that orders tell themselves: a walk through time stops at each.
CREATE TABLE moments (
  order_id TEXT NOT NULL REFERENCES orders (id),
  at       INTEGER NOT NULL,
  PRIMARY KEY (at, order_id)
) WITHOUT ROWID;
CREATE INDEX moments_by_order ON moments (order_id);

CREATE TABLE series (
  name        TEXT PRIMARY KEY,
  last_number INTEGER NOT NULL CHECK (last_number > 0)
) WITHOUT ROWID;

CREATE TABLE invoices (
  number      TEXT NOT NULL UNIQUE,
  series      TEXT NOT NULL REFERENCES series (name),
  sequence    INTEGER NOT NULL CHECK (sequence > 0),
  order_id    TEXT NOT NULL REFERENCES orders (id),
  shipment    TEXT NOT NULL,
  issue_date  TEXT NOT NULL,
  issued_at   INTEGER NOT NULL,
  language    TEXT NOT NULL,
  currency    TEXT NOT NULL,
  total       INTEGER NOT NULL,
  snapshot    TEXT NOT NULL,
  consignment TEXT NOT NULL,
  pdf_sha256  TEXT NOT NULL CHECK (length(pdf_sha256) = 64),
  logo_sha256 TEXT NOT NULL,
  grounds     TEXT NOT NULL,
  chain       TEXT NOT NULL CHECK (length(chain) = 64),
  position    INTEGER PRIMARY KEY AUTOINCREMENT,
  UNIQUE (series, sequence),
  UNIQUE (order_id, shipment)
);

-- An issued document is never changed and never deleted (Art. 233 and 244 of Directive 2006/112/EC).
CREATE TRIGGER invoices_stay BEFORE UPDATE ON invoices
BEGIN SELECT RAISE(ABORT, 'an issued document cannot be changed'); END;
CREATE TRIGGER invoices_remain BEFORE DELETE ON invoices
BEGIN SELECT RAISE(ABORT, 'an issued document cannot be deleted'); END;

CREATE TABLE messages (
  order_id         TEXT NOT NULL REFERENCES orders (id),
  stage            INTEGER NOT NULL CHECK (stage BETWEEN 1 AND 3),
  state            TEXT NOT NULL CHECK (state IN
    ('scheduled', 'sending', 'sent', 'retryable', 'cancelled', 'failed')),
  due_at           INTEGER,
  closes_at        INTEGER,
  asks_for_review  INTEGER NOT NULL CHECK (asks_for_review IN (0, 1)),
  reason           TEXT NOT NULL,
  permitted_reason TEXT NOT NULL,
  attempts         INTEGER NOT NULL,
  message_id       TEXT NOT NULL,
  recipient_key    TEXT NOT NULL,
  eml_sha256       TEXT NOT NULL,
  sent_at          INTEGER,
  updated_at       INTEGER NOT NULL,
  PRIMARY KEY (order_id, stage),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) WITHOUT ROWID;
CREATE INDEX messages_open ON messages (due_at) WHERE state IN ('scheduled', 'retryable', 'sending');
CREATE INDEX messages_by_recipient ON messages (recipient_key, sent_at) WHERE sent_at IS NOT NULL;

-- A message that was sent stays sent: P03, never twice the same stage.
CREATE TRIGGER sent_stays_sent BEFORE UPDATE ON messages WHEN old.state = 'sent'
BEGIN SELECT RAISE(ABORT, 'a sent message cannot be changed'); END;
CREATE TRIGGER messages_remain BEFORE DELETE ON messages
BEGIN SELECT RAISE(ABORT, 'a planned message cannot be deleted'); END;

CREATE TABLE message_log (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id TEXT NOT NULL,
  stage    INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  decision TEXT NOT NULL,
  reason   TEXT NOT NULL
);
CREATE INDEX message_log_by_order ON message_log (order_id, position);

CREATE TABLE links (
  id         TEXT PRIMARY KEY CHECK (length(id) = 32),
  order_id   TEXT NOT NULL REFERENCES orders (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked    INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1))
) WITHOUT ROWID;
CREATE UNIQUE INDEX links_by_order ON links (order_id) WHERE revoked = 0;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
