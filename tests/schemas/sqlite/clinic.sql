-- STRICT and WITHOUT ROWID together, generated columns, conflict clauses, collations, keys in circles, partial and expression indexes.
CREATE TABLE practitioner (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE ON CONFLICT IGNORE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  data BLOB DEFAULT x'00ff',
  anything ANY,
  supervisor INTEGER REFERENCES practitioner DEFERRABLE INITIALLY DEFERRED,
  favourite INTEGER REFERENCES visit (id) ON DELETE SET NULL
) STRICT;
CREATE TABLE room (
  floor INTEGER NOT NULL, number INTEGER NOT NULL,
  label TEXT GENERATED ALWAYS AS (floor || '-' || number) VIRTUAL,
  double INTEGER AS (number * 2) STORED NOT NULL,
  PRIMARY KEY (floor DESC, number)
) WITHOUT ROWID, STRICT;
CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  practitioner_id INTEGER NOT NULL CONSTRAINT who REFERENCES practitioner (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  floor INT, number INT,
  begins TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  ends TEXT DEFAULT CURRENT_TIMESTAMP, day DATE DEFAULT CURRENT_DATE, price NUMERIC(10, 2) DEFAULT -0.50,
  state VARCHAR(10) DEFAULT 'it''s' CHECK (state IN ('booked', 'seen', 'it''s')) NOT NULL ON CONFLICT FAIL,
  kind TEXT DEFAULT "booked", flag BOOLEAN DEFAULT TRUE, "nothing" TEXT DEFAULT NULL,
  CONSTRAINT "later" CHECK (ends IS NULL OR ends > begins),
  CONSTRAINT place FOREIGN KEY (floor, number) REFERENCES room MATCH FULL ON DELETE SET NULL,
  UNIQUE (practitioner_id, begins COLLATE BINARY) ON CONFLICT REPLACE
);
CREATE INDEX visit_state ON visit (state COLLATE NOCASE DESC, lower(kind)) WHERE state <> 'seen' AND flag;
CREATE UNIQUE INDEX "visit ""one"" day" ON visit (practitioner_id, date(begins, 'utc'));
CREATE VIEW today AS SELECT * FROM visit WHERE day = CURRENT_DATE;
CREATE TRIGGER touch AFTER UPDATE OF state ON visit WHEN new.state = 'seen' BEGIN UPDATE visit SET ends = 'x;y' WHERE id = new.id; END;
