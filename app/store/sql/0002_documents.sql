-- Enclosure, schema 2: invoices, simplified invoices, credit notes and corrected invoices in one chain.
-- SQLite cannot drop a constraint, so the table is made again; what is in it goes over row by row.

DROP TRIGGER invoices_stay;
DROP TRIGGER invoices_remain;

CREATE TABLE documents (
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
  kind        TEXT NOT NULL DEFAULT 'invoice' CHECK (kind IN
    ('invoice', 'simplified_invoice', 'credit_note', 'corrected_invoice')),
  preceding   TEXT REFERENCES documents (number),
  reason      TEXT NOT NULL DEFAULT '',
  -- of a credit note: nothing is left of the invoice before it, which is cancelled from then on
  cancels     INTEGER NOT NULL DEFAULT 0 CHECK (cancels IN (0, 1)),
  UNIQUE (series, sequence),
  CHECK ((preceding IS NOT NULL) = (kind IN ('credit_note', 'corrected_invoice'))),
  CHECK (cancels = 0 OR kind = 'credit_note')
);

INSERT INTO documents (number, series, sequence, order_id, shipment, issue_date, issued_at, language,
  currency, total, snapshot, consignment, pdf_sha256, logo_sha256, grounds, chain, position)
SELECT number, series, sequence, order_id, shipment, issue_date, issued_at, language,
  currency, total, snapshot, consignment, pdf_sha256, logo_sha256, grounds, chain, position
FROM invoices ORDER BY position;

DROP TABLE invoices;
ALTER TABLE documents RENAME TO invoices;

-- A shipment is invoiced once; what comes later corrects that invoice.
CREATE UNIQUE INDEX invoices_by_shipment ON invoices (order_id, shipment)
  WHERE kind IN ('invoice', 'simplified_invoice');
CREATE INDEX invoices_by_order ON invoices (order_id, position);
-- An invoice is cancelled once and corrected once; the correction of a correction corrects the newest.
CREATE UNIQUE INDEX invoices_cancelled_once ON invoices (preceding) WHERE cancels = 1;
CREATE UNIQUE INDEX invoices_corrected_once ON invoices (preceding) WHERE kind = 'corrected_invoice';
CREATE INDEX invoices_by_preceding ON invoices (preceding) WHERE preceding IS NOT NULL;

-- An issued document is never changed and never deleted (Art. 233 and 244 of Directive 2006/112/EC).
CREATE TRIGGER invoices_stay BEFORE UPDATE ON invoices
BEGIN SELECT RAISE(ABORT, 'an issued document cannot be changed'); END;
CREATE TRIGGER invoices_remain BEFORE DELETE ON invoices
BEGIN SELECT RAISE(ABORT, 'an issued document cannot be deleted'); END;

-- A correction belongs to an invoice of the same order and shipment.
CREATE TRIGGER corrections_have_an_invoice BEFORE INSERT ON invoices
WHEN new.preceding IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM invoices AS before WHERE before.number = new.preceding AND before.kind <> 'credit_note'
    AND before.order_id = new.order_id AND before.shipment = new.shipment
    AND before.currency = new.currency)
BEGIN SELECT RAISE(ABORT, 'a correction refers to an invoice of the same shipment'); END;

-- Of a cancelled invoice nothing can be credited any more.
CREATE TRIGGER cancelled_stays_cancelled BEFORE INSERT ON invoices
WHEN new.kind = 'credit_note' AND EXISTS (
  SELECT 1 FROM invoices AS other WHERE other.preceding = new.preceding AND other.cancels = 1)
BEGIN SELECT RAISE(ABORT, 'the invoice is cancelled already'); END;

-- Credit notes of an invoice never give back more than it came to.
CREATE TRIGGER never_more_than_invoiced BEFORE INSERT ON invoices
WHEN new.kind = 'credit_note' AND new.total + (
    SELECT coalesce(sum(total), 0) FROM invoices AS other
    WHERE other.preceding = new.preceding AND other.kind = 'credit_note')
  > (SELECT total FROM invoices AS before WHERE before.number = new.preceding)
BEGIN SELECT RAISE(ABORT, 'more would be credited than was invoiced'); END;

-- One valid invoice per shipment: the new one comes only after the one before it was cancelled.
CREATE TRIGGER one_valid_invoice BEFORE INSERT ON invoices
WHEN new.kind = 'corrected_invoice' AND NOT EXISTS (
  SELECT 1 FROM invoices AS other WHERE other.preceding = new.preceding AND other.cancels = 1)
BEGIN SELECT RAISE(ABORT, 'the invoice that is corrected is still valid'); END;
