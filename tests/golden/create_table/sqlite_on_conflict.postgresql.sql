-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    id SERIAL NOT NULL, 
    a INTEGER NOT NULL, 
    b INTEGER, 
    PRIMARY KEY (id), 
    CONSTRAINT uq UNIQUE (a, b), 
    CONSTRAINT ck CHECK (a > 0), 
    UNIQUE (b)
);

