-- Enclosure, schema 12: how each order stands, what pages count and list, who is logged in at the console.

-- As the last look of `issue` left it; an order that is imported anew was not looked at yet.
ALTER TABLE orders ADD COLUMN standing TEXT NOT NULL DEFAULT 'new' CHECK (standing IN
  ('new', 'waiting', 'held', 'refused', 'partly_issued', 'issued', 'no_document', 'marketplace', 'cancelled'));
-- When the invoice has to be out, while there is none, and which rule says so.
ALTER TABLE orders ADD COLUMN due_by INTEGER;
ALTER TABLE orders ADD COLUMN due_rule TEXT NOT NULL DEFAULT '';
-- What the body says of it, for counts: filled by the store with each order.
ALTER TABLE orders ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN fulfilment TEXT NOT NULL DEFAULT '';
UPDATE orders SET channel = coalesce(json_extract(body, '$.channel'), ''),
  fulfilment = coalesce(json_extract(body, '$.fulfilment'), ''),
  standing = CASE WHEN settled = 0 THEN 'new' WHEN EXISTS
    (SELECT 1 FROM invoices AS i WHERE i.order_id = orders.id) THEN 'issued' ELSE 'no_document' END;

CREATE INDEX orders_by_channel ON orders (channel, fulfilment);
CREATE INDEX orders_by_standing ON orders (standing, imported_at, id);
CREATE INDEX orders_by_deadline ON orders (due_by, id) WHERE due_by IS NOT NULL;

-- What keeps an order from its invoice: faults as `issue` told them.
CREATE TABLE order_faults (
  order_id TEXT NOT NULL REFERENCES orders (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  code     TEXT NOT NULL,
  path     TEXT NOT NULL,
  message  TEXT NOT NULL,
  hint     TEXT NOT NULL,
  PRIMARY KEY (order_id, position)
) WITHOUT ROWID;

-- Counts and lists without reading whole documents and mails.
CREATE INDEX events_refunds ON events (order_id) WHERE type = 'refunded';
CREATE INDEX invoices_by_kind ON invoices (kind, language, currency, total);
DROP INDEX invoices_by_moment;
CREATE INDEX invoices_by_moment ON invoices (issued_at, kind);
CREATE INDEX messages_by_state ON messages (state, reason, stage);
CREATE INDEX messages_by_change ON messages (state, updated_at);
CREATE INDEX messages_by_due ON messages (state, due_at IS NULL, due_at)
  WHERE state IN ('scheduled', 'retryable', 'sending');
CREATE INDEX messages_by_sending ON messages (sent_at) WHERE sent_at IS NOT NULL;

-- Sessions of the console. `id` is the SHA-256 of what the browser holds.
CREATE TABLE console_sessions (
  id           TEXT PRIMARY KEY CHECK (length(id) = 64),
  key_id       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
) WITHOUT ROWID;
-- Forms that were sent: each does its work once.
CREATE TABLE console_forms (
  id       TEXT PRIMARY KEY CHECK (length(id) = 64),
  taken_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX console_forms_by_time ON console_forms (taken_at);
