-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a TIMESTAMP WITHOUT TIME ZONE, 
    b TIMESTAMP WITH TIME ZONE, 
    c TIMESTAMP WITHOUT TIME ZONE NOT NULL, 
    d DATETIME
);

