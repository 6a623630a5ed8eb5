-- Enclosure, schema 4: the documents of products that went along, as they were on that day.

CREATE TABLE enclosures (
  order_id   TEXT NOT NULL,
  stage      INTEGER NOT NULL,
  position   INTEGER NOT NULL CHECK (position >= 0),
  document   TEXT NOT NULL,
  product    TEXT NOT NULL,
  kind       TEXT NOT NULL,
  language   TEXT NOT NULL,
  version    TEXT NOT NULL,
  title      TEXT NOT NULL,
  file_name  TEXT NOT NULL,
  media_type TEXT NOT NULL,
  sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes      INTEGER NOT NULL CHECK (bytes > 0),
  carriage   TEXT NOT NULL CHECK (carriage IN ('attached', 'too_large', 'too_many_files')),
  grounds    TEXT NOT NULL,
  kept_at    INTEGER NOT NULL,
  PRIMARY KEY (order_id, stage, position),
  FOREIGN KEY (order_id, stage) REFERENCES messages (order_id, stage)
) WITHOUT ROWID;

-- Which safety notes a buyer got is evidence (General Product Safety Regulation).
CREATE TRIGGER enclosures_stay BEFORE UPDATE ON enclosures
BEGIN SELECT RAISE(ABORT, 'what went along cannot be changed'); END;
CREATE TRIGGER enclosures_remain BEFORE DELETE ON enclosures
BEGIN SELECT RAISE(ABORT, 'what went along cannot be deleted'); END;
