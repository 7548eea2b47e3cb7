-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a INTEGER, 
    b VARCHAR(5)
);

CREATE INDEX ix_ab ON t (a, b);

CREATE INDEX ix_t_a ON t (a);

CREATE UNIQUE INDEX ix_t_b ON t (b);

