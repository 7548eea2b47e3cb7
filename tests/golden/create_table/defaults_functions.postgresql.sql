-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
    b DATE DEFAULT CURRENT_DATE, 
    c TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP, 
    d VARCHAR(9) DEFAULT lower('ABC')
);

