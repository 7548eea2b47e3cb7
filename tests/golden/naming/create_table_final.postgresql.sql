-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    id SERIAL NOT NULL, 
    n INTEGER, 
    CONSTRAINT my_pk PRIMARY KEY (id), 
    CONSTRAINT my_uq UNIQUE (n), 
    CONSTRAINT my_ck CHECK (n > 1)
);

