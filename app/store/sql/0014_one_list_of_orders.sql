-- Enclosure, schema 14: orders of one standing are listed by their places, as all lists are.

DROP INDEX orders_by_standing;
CREATE INDEX orders_by_standing ON orders (standing, position);
