-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

ALTER TABLE t ADD COLUMN x INTEGER DEFAULT '1' NOT NULL;

ALTER TABLE t ADD UNIQUE (x);

ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(x) REFERENCES o (id);

COMMENT ON COLUMN t.x IS 'c';

