-- Enclosure, schema 13: the place of each order and message in the lists of the API. Whatever comes later stands behind
-- what is there, also within one second and when the clock goes back, so a page that begins behind a place misses nothing.

ALTER TABLE orders ADD COLUMN position INTEGER;
UPDATE orders SET position = placed.position
  FROM (SELECT id, row_number() OVER (ORDER BY imported_at, id) AS position FROM orders) AS placed
  WHERE placed.id = orders.id;
CREATE UNIQUE INDEX orders_by_position ON orders (position);

-- A sent message cannot be changed, so the rule rests while it gets its place.
DROP TRIGGER sent_stays_sent;
ALTER TABLE messages ADD COLUMN position INTEGER;
UPDATE messages SET position = placed.position
  FROM (SELECT order_id, stage, row_number() OVER (ORDER BY order_id, stage) AS position FROM messages) AS placed
  WHERE placed.order_id = messages.order_id AND placed.stage = messages.stage;
CREATE UNIQUE INDEX messages_by_position ON messages (position);
CREATE TRIGGER sent_stays_sent BEFORE UPDATE ON messages WHEN old.state = 'sent'
BEGIN SELECT RAISE(ABORT, 'a sent message cannot be changed'); END;
