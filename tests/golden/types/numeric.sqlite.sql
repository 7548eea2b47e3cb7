-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a NUMERIC, 
    b NUMERIC(10), 
    c DECIMAL(10, 2), 
    d NUMERIC(5), 
    e DECIMAL
);

