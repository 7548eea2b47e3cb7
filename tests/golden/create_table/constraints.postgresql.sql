-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a INTEGER NOT NULL, 
    b INTEGER NOT NULL, 
    c INTEGER, 
    CONSTRAINT pk_t PRIMARY KEY (a, b), 
    CONSTRAINT uq UNIQUE (a, c), 
    CONSTRAINT ck CHECK (a > 0), 
    CONSTRAINT fk FOREIGN KEY(a, b) REFERENCES p (x, y) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, 
    UNIQUE (b), 
    FOREIGN KEY(c) REFERENCES o (id) ON DELETE CASCADE
);

