-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (int8range(a,b) WITH &&) DEFERRABLE INITIALLY deferred;

