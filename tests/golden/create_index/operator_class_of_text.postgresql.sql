-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE INDEX ix ON t (lower(a) text_pattern_ops, b y_ops);

