-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a BIGINT, 
    b SMALLINT, 
    c NUMERIC(10, 2), 
    d FLOAT(24), 
    e DOUBLE PRECISION, 
    f REAL
);

