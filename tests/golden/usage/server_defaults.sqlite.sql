-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a BOOLEAN DEFAULT 0, 
    b BOOLEAN DEFAULT 1, 
    c DATETIME DEFAULT CURRENT_TIMESTAMP, 
    d DATETIME DEFAULT CURRENT_TIMESTAMP, 
    e VARCHAR(9) DEFAULT 'q', 
    f BOOLEAN DEFAULT 0
);

