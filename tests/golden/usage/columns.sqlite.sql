-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    id INTEGER NOT NULL, 
    a VARCHAR(36), 
    b TIMESTAMP DEFAULT (now()) NOT NULL, 
    c BOOLEAN, 
    d CHAR(32), 
    CONSTRAINT pk_t PRIMARY KEY (id), 
    UNIQUE (d)
);

CREATE INDEX ix_t_a ON t (a);

