-- Enclosure, schema 9: keys of the API, pages, answers that are kept, webhooks.

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

-- Pages of orders, in the order in which they came.
CREATE INDEX orders_by_import ON orders (imported_at, id);

-- What requests with an Idempotency-Key were answered. Kept for a day.
CREATE TABLE kept_answers (
  api_key     TEXT NOT NULL,
  route       TEXT NOT NULL,
  key         TEXT NOT NULL,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  answered_at INTEGER NOT NULL,
  status      INTEGER NOT NULL,
  headers     TEXT NOT NULL,
  body        TEXT NOT NULL,
  PRIMARY KEY (api_key, route, key)
) WITHOUT ROWID;
CREATE INDEX kept_answers_by_time ON kept_answers (answered_at);

-- Webhooks. `events` is a list of types with a blank around each: ' document.issued message.sent '.
CREATE TABLE webhooks (
  id               TEXT PRIMARY KEY CHECK (length(id) = 12),
  url              TEXT NOT NULL CHECK (url <> ''),
  events           TEXT NOT NULL CHECK (events LIKE ' % '),
  secret           TEXT NOT NULL CHECK (secret LIKE 'whsec_%'),
  description      TEXT NOT NULL,
  created_at       INTEGER NOT NULL,
  failures         INTEGER NOT NULL DEFAULT 0,
  failing_since    INTEGER,
  rests_until      INTEGER,
  disabled_at      INTEGER,
  disabled_because TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

-- What happened, for webhooks: ids and numbers, never who the buyer is.
CREATE TABLE webhook_events (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  type     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  data     TEXT NOT NULL CHECK (json_valid(data))
);
CREATE TABLE webhook_deliveries (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook  TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  event    INTEGER NOT NULL REFERENCES webhook_events (position) ON DELETE CASCADE,
  state    TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  tried_at INTEGER,
  status   INTEGER NOT NULL DEFAULT 0,
  trouble  TEXT NOT NULL DEFAULT '',
  UNIQUE (webhook, event)
);
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (webhook, attempts, position) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook, position);
CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (event);

-- Each event is written with the fact itself, in the same transaction, and only where a webhook wants it.
CREATE TRIGGER webhooks_told_of_documents AFTER INSERT ON invoices
WHEN EXISTS (SELECT 1 FROM webhooks WHERE disabled_at IS NULL)
BEGIN
  INSERT INTO webhook_events (type, at, data) VALUES (
    CASE new.kind WHEN 'credit_note' THEN 'document.credited' WHEN 'corrected_invoice' THEN 'document.corrected'
      ELSE 'document.issued' END,
    new.issued_at,
    CASE WHEN new.preceding IS NULL
      THEN json_object('order', new.order_id, 'number', new.number, 'kind', new.kind, 'shipment', new.shipment)
      ELSE json_object('order', new.order_id, 'number', new.number, 'kind', new.kind, 'shipment', new.shipment,
        'preceding', new.preceding, 'cancels', json(CASE new.cancels WHEN 1 THEN 'true' ELSE 'false' END)) END);
END;
CREATE TRIGGER webhooks_told_of_messages AFTER INSERT ON message_log
WHEN new.decision IN ('sent', 'suppressed', 'bounced') AND EXISTS (SELECT 1 FROM webhooks WHERE disabled_at IS NULL)
BEGIN
  INSERT INTO webhook_events (type, at, data) VALUES ('message.' || new.decision, new.at,
    json_object('order', new.order_id, 'stage', new.stage, 'reason', new.reason));
END;
CREATE TRIGGER webhook_events_are_owed AFTER INSERT ON webhook_events
BEGIN
  INSERT INTO webhook_deliveries (webhook, event)
    SELECT id, new.position FROM webhooks
    WHERE disabled_at IS NULL AND instr(events, ' ' || new.type || ' ') > 0 ORDER BY created_at, id;
END;
