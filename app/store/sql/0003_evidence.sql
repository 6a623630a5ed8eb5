-- Enclosure, schema 3: what registers and central banks told.

CREATE TABLE vat_consultations (
  position      INTEGER PRIMARY KEY AUTOINCREMENT,
  vat_id        TEXT NOT NULL,
  order_id      TEXT NOT NULL REFERENCES orders (id),
  asked_at      INTEGER NOT NULL,
  asked_on      TEXT NOT NULL,
  requester     TEXT NOT NULL,
  outcome       TEXT NOT NULL CHECK (outcome IN ('valid', 'invalid', 'unavailable', 'refused')),
  busy          TEXT NOT NULL CHECK (busy IN ('nobody', 'state', 'everybody')),
  code          TEXT NOT NULL,
  consultation  TEXT NOT NULL,
  register_time TEXT NOT NULL,
  name          TEXT NOT NULL,
  address       TEXT NOT NULL
);
CREATE INDEX vat_consultations_by_number ON vat_consultations (vat_id, position);

-- The consultation is the proof behind an exemption (Art. 138(1)(b) of Directive 2006/112/EC).
CREATE TRIGGER vat_consultations_stay BEFORE UPDATE ON vat_consultations
BEGIN SELECT RAISE(ABORT, 'a consultation cannot be changed'); END;
CREATE TRIGGER vat_consultations_remain BEFORE DELETE ON vat_consultations
BEGIN SELECT RAISE(ABORT, 'a consultation cannot be deleted'); END;

CREATE TABLE vat_questions (
  order_id      TEXT PRIMARY KEY REFERENCES orders (id),
  vat_id        TEXT NOT NULL,
  opened_at     INTEGER NOT NULL,
  decide_by     INTEGER NOT NULL,
  attempts      INTEGER NOT NULL CHECK (attempts >= 0),
  last_asked_at INTEGER,
  last_code     TEXT NOT NULL,
  next_ask_at   INTEGER
) WITHOUT ROWID;
CREATE INDEX vat_questions_by_time ON vat_questions (next_ask_at);

CREATE TABLE vat_decisions (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id TEXT NOT NULL REFERENCES orders (id),
  vat_id   TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('ask_again', 'tax', 'exempt')),
  decided_by TEXT NOT NULL,
  because  TEXT NOT NULL,
  at       INTEGER NOT NULL
);
CREATE INDEX vat_decisions_by_order ON vat_decisions (order_id, position);
CREATE TRIGGER vat_decisions_stay BEFORE UPDATE ON vat_decisions
BEGIN SELECT RAISE(ABORT, 'a decision of the seller cannot be changed'); END;
CREATE TRIGGER vat_decisions_remain BEFORE DELETE ON vat_decisions
BEGIN SELECT RAISE(ABORT, 'a decision of the seller cannot be deleted'); END;

-- Units per one euro, as the European Central Bank published them (Art. 91(2)).
CREATE TABLE reference_rates (
  day      TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  rate     TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  PRIMARY KEY (day, currency)
) WITHOUT ROWID;
CREATE TRIGGER reference_rates_stay BEFORE UPDATE ON reference_rates
BEGIN SELECT RAISE(ABORT, 'a reference rate cannot be changed'); END;
CREATE TRIGGER reference_rates_remain BEFORE DELETE ON reference_rates
BEGIN SELECT RAISE(ABORT, 'a reference rate cannot be deleted'); END;
