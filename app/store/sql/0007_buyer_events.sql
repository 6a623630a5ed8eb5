-- Enclosure, schema 7: what buyers and their mailboxes did, block lists, and the campaign of a message.
-- SQLite cannot change a constraint, so the table of events is made again.

CREATE TABLE events_7 (
  id          TEXT PRIMARY KEY,
  order_id    TEXT REFERENCES orders (id),
  type        TEXT NOT NULL CHECK (type IN
    ('confirmed', 'shipped', 'delivered', 'cancelled', 'refunded', 'returned', 'opted_out',
     'charged_back', 'case_opened', 'case_closed', 'review_received', 'feedback_received', 'bounced')),
  at          INTEGER NOT NULL,
  shipment    TEXT NOT NULL DEFAULT '',
  received_at INTEGER NOT NULL,
  buyer       INTEGER NOT NULL DEFAULT 0 CHECK (buyer IN (0, 1)), -- what the buyer or the mailbox did
  address     TEXT NOT NULL DEFAULT '',                           -- as the event names it
  concerns    TEXT NOT NULL DEFAULT '',                           -- the address meant, in lower case
  class       TEXT NOT NULL DEFAULT '' CHECK (class IN
    ('', 'hard', 'soft', 'opted_out', 'not_registered', 'too_large', 'unknown')),
  stage       INTEGER CHECK (stage BETWEEN 1 AND 3),
  detail      TEXT NOT NULL DEFAULT '',
  CHECK (order_id IS NOT NULL OR concerns <> ''),
  CHECK ((type = 'bounced') = (class <> ''))
) WITHOUT ROWID;

-- Which orders an address has, in lower case. Filled by the store with each order.
CREATE TABLE order_addresses (
  order_id   TEXT PRIMARY KEY REFERENCES orders (id),
  address    TEXT NOT NULL CHECK (address <> ''),
  ordered_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX orders_by_address ON order_addresses (address, ordered_at, order_id);
INSERT INTO order_addresses
  SELECT id, lower(json_extract(body, '$.buyer.email')), imported_at FROM orders
  WHERE coalesce(json_extract(body, '$.buyer.email'), '') <> '';

INSERT INTO events_7 (id, order_id, type, at, shipment, received_at, concerns)
  SELECT id, order_id, type, at, shipment, received_at,
    CASE type WHEN 'opted_out' THEN coalesce((SELECT address FROM order_addresses AS a
                                              WHERE a.order_id = events.order_id), '') ELSE '' END
  FROM events;
DROP TABLE events;
ALTER TABLE events_7 RENAME TO events;
CREATE INDEX events_by_order ON events (order_id, at, id);
CREATE INDEX events_by_time ON events (at);
CREATE INDEX events_by_receipt ON events (received_at);
CREATE INDEX events_by_address ON events (concerns, at, id) WHERE concerns <> '';

CREATE TABLE block_list (
  kind     TEXT NOT NULL CHECK (kind IN ('address', 'domain', 'order', 'sku')),
  value    TEXT NOT NULL CHECK (value <> ''),
  reach    TEXT NOT NULL CHECK (reach IN ('asking', 'all')),
  because  TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (kind, value)
) WITHOUT ROWID;

-- The campaign that chose the time of a message; empty: the default.
ALTER TABLE messages ADD COLUMN campaign TEXT NOT NULL DEFAULT '';
