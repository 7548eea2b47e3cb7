-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a BOOLEAN DEFAULT 1, 
    b BOOLEAN DEFAULT 0 NOT NULL, 
    c INTEGER DEFAULT NULL, 
    d INTEGER DEFAULT 5, 
    e VARCHAR(5) DEFAULT 's'
);

