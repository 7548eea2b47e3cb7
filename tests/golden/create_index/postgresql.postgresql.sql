-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE INDEX ix ON t USING gin (a varchar_pattern_ops) INCLUDE (c, d) WITH (fillfactor = 50) WHERE a > 5;

