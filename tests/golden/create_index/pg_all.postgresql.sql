-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE UNIQUE INDEX CONCURRENTLY ix ON t USING gin (a varchar_pattern_ops, b) INCLUDE (c, d) NULLS NOT DISTINCT WITH (fillfactor = 50) TABLESPACE ts WHERE a > 5;

