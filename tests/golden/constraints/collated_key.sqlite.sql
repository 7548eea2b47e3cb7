-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a TEXT NOT NULL, 
    b TEXT, 
    PRIMARY KEY (a COLLATE "RTRIM") ON CONFLICT REPLACE, 
    CONSTRAINT uq UNIQUE (a, b COLLATE "NOCASE" DESC)
);

