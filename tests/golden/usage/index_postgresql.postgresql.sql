-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE UNIQUE INDEX ix ON t USING btree (a text_pattern_ops) WHERE b IS NULL;

DROP INDEX ix;

