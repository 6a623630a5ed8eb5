-- Enclosure, schema 8: who hands a message over, and what came back.

-- One row per hand-over, begun before the first byte leaves. While it is open and its lease runs, nobody else
-- touches the message; open with a lease that ran out, nobody knows whether the message went out.
CREATE TABLE hand_overs (
  order_id     TEXT NOT NULL,
  stage        INTEGER NOT NULL,
  attempt      INTEGER NOT NULL CHECK (attempt > 0),
  channel      TEXT NOT NULL CHECK (channel IN ('amazon', 'shop')),
  owner        TEXT NOT NULL,
  begun_at     INTEGER NOT NULL,
  leased_until INTEGER NOT NULL CHECK (leased_until >= begun_at),
  outcome      TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'sent', 'retry', 'failed', 'unknown')),
  PRIMARY KEY (order_id, stage, attempt),
  FOREIGN KEY (order_id, stage) REFERENCES messages (order_id, stage)
) WITHOUT ROWID;
CREATE UNIQUE INDEX hand_overs_open ON hand_overs (order_id, stage) WHERE outcome = '';
CREATE INDEX hand_overs_by_time ON hand_overs (channel, begun_at);
-- How much a sender has sent is what servers judge it by, so a hand-over is not forgotten.
CREATE TRIGGER hand_overs_end_once BEFORE UPDATE ON hand_overs
WHEN old.outcome <> '' OR new.begun_at <> old.begun_at OR new.channel <> old.channel
BEGIN SELECT RAISE(ABORT, 'a hand-over that ended cannot be changed'); END;
CREATE TRIGGER hand_overs_remain BEFORE DELETE ON hand_overs
BEGIN SELECT RAISE(ABORT, 'a hand-over cannot be deleted'); END;

-- What was sent before counts, too.
INSERT INTO hand_overs (order_id, stage, attempt, channel, owner, begun_at, leased_until, outcome)
SELECT m.order_id, m.stage, max(m.attempts, 1), CASE json_extract(o.body, '$.channel') WHEN 'amazon' THEN 'amazon' ELSE 'shop' END,
       '', m.sent_at, m.sent_at, 'sent'
FROM messages AS m JOIN orders AS o ON o.id = m.order_id WHERE m.state = 'sent';

CREATE INDEX messages_by_message_id ON messages (message_id) WHERE message_id <> '';

-- Reports about messages that came back, each read once: `id` is the SHA-256 of its bytes.
CREATE TABLE bounces (
  id            TEXT PRIMARY KEY CHECK (length(id) = 64),
  read_at       INTEGER NOT NULL,
  class         TEXT NOT NULL CHECK (class IN
    ('hard', 'soft', 'opted_out', 'not_registered', 'too_large', 'unknown', 'none')),
  rule          TEXT NOT NULL,
  status        TEXT NOT NULL,
  detail        TEXT NOT NULL,
  order_id      TEXT NOT NULL,
  stage         INTEGER,
  recipient_key TEXT NOT NULL
) WITHOUT ROWID;
-- Mails of the mailbox that were looked at, by its own names for them: none is fetched twice.
CREATE TABLE mailbox_seen (
  uid     TEXT PRIMARY KEY CHECK (length(uid) = 64),
  read_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX bounces_by_time ON bounces (read_at);
CREATE INDEX bounces_by_recipient ON bounces (recipient_key, class) WHERE recipient_key <> '';
CREATE TRIGGER bounces_stay BEFORE UPDATE ON bounces
BEGIN SELECT RAISE(ABORT, 'a report cannot be changed'); END;
