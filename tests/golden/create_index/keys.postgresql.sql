-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE INDEX ix ON t (a COLLATE "C" text_pattern_ops DESC, lower(b) COLLATE "C" varchar_pattern_ops DESC NULLS LAST, c int4_ops DESC);

