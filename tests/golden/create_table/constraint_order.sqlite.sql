-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a INTEGER NOT NULL, 
    b INTEGER NOT NULL, 
    CONSTRAINT pk PRIMARY KEY (a, b), 
    CONSTRAINT ck CHECK (a > b), 
    CONSTRAINT uq UNIQUE (a, b), 
    CONSTRAINT fk FOREIGN KEY(b) REFERENCES q (x), 
    UNIQUE (a), 
    FOREIGN KEY(a) REFERENCES o (id), 
    FOREIGN KEY(b) REFERENCES p (id)
);

