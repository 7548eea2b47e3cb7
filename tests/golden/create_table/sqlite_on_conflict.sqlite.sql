-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    id INTEGER NOT NULL, 
    a INTEGER NOT NULL ON CONFLICT FAIL, 
    b INTEGER, 
    PRIMARY KEY (id) ON CONFLICT REPLACE, 
    CONSTRAINT uq UNIQUE (a, b) ON CONFLICT ABORT, 
    CONSTRAINT ck CHECK (a > 0) ON CONFLICT ROLLBACK, 
    UNIQUE (b) ON CONFLICT IGNORE
);

