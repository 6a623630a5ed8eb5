-- Enclosure, schema 6: how a document went along in full, and what the mail told beside its files.

-- "type_not_taken" is new, and so is whether what is not attached was a link. Rows of before say it
-- was, as the program then did.
CREATE TABLE enclosures_6 (
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
  carriage   TEXT NOT NULL CHECK (carriage IN ('attached', 'too_large', 'too_many_files', 'type_not_taken')),
  linked     INTEGER NOT NULL CHECK (linked IN (0, 1)),
  grounds    TEXT NOT NULL,
  kept_at    INTEGER NOT NULL,
  PRIMARY KEY (order_id, stage, position),
  FOREIGN KEY (order_id, stage) REFERENCES messages (order_id, stage)
) WITHOUT ROWID;
INSERT INTO enclosures_6
  SELECT order_id, stage, position, document, product, kind, language, version, title, file_name, media_type,
         sha256, bytes, carriage, carriage <> 'attached', grounds, kept_at
  FROM enclosures;
DROP TABLE enclosures;
ALTER TABLE enclosures_6 RENAME TO enclosures;
CREATE TRIGGER enclosures_stay BEFORE UPDATE ON enclosures
BEGIN SELECT RAISE(ABORT, 'what went along cannot be changed'); END;
CREATE TRIGGER enclosures_remain BEFORE DELETE ON enclosures
BEGIN SELECT RAISE(ABORT, 'what went along cannot be deleted'); END;

-- Driver links and first steps of each attempt at a mail, as JSON: a link that was withdrawn between
-- two attempts is not sent again, and the row of each says which versions it carried.
CREATE TABLE mail_notes (
  order_id TEXT NOT NULL,
  stage    INTEGER NOT NULL,
  attempt  INTEGER NOT NULL CHECK (attempt > 0),
  notes    TEXT NOT NULL,
  kept_at  INTEGER NOT NULL,
  PRIMARY KEY (order_id, stage, attempt),
  FOREIGN KEY (order_id, stage) REFERENCES messages (order_id, stage)
) WITHOUT ROWID;
CREATE TRIGGER mail_notes_stay BEFORE UPDATE ON mail_notes
BEGIN SELECT RAISE(ABORT, 'what a mail told cannot be changed'); END;
CREATE TRIGGER mail_notes_remain BEFORE DELETE ON mail_notes
BEGIN SELECT RAISE(ABORT, 'what a mail told cannot be deleted'); END;
