-- Enclosure, schema 15: hand-overs of which nobody knows what became are found without reading all.

CREATE INDEX hand_overs_in_doubt ON hand_overs (order_id, stage) WHERE outcome IN ('', 'unknown');
