-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

ALTER TABLE t ADD CONSTRAINT foo UNIQUE (a);

ALTER TABLE t ADD CONSTRAINT foo FOREIGN KEY(a) REFERENCES o (id);

CREATE INDEX foo ON t (a);

