-- Enclosure, schema 9: what was cancelled for want of an address or an invoice is found again when it comes.

CREATE INDEX messages_wanting ON messages (order_id, stage)
  WHERE state = 'cancelled' AND reason IN ('S:no_address', 'R22:no_invoice', 'S:bounced');
CREATE INDEX invoices_by_moment ON invoices (issued_at);
