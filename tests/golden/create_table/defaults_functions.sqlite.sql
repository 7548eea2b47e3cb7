-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a DATETIME DEFAULT CURRENT_TIMESTAMP, 
    b DATE DEFAULT CURRENT_DATE, 
    c DATETIME DEFAULT CURRENT_TIMESTAMP, 
    d VARCHAR(9) DEFAULT (lower('ABC'))
);

