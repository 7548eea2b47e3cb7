-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a, b) DEFERRABLE INITIALLY DEFERRED;

