-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    id INTEGER NOT NULL, 
    o INTEGER, 
    PRIMARY KEY (id), 
    CONSTRAINT fk_t_o FOREIGN KEY(o) REFERENCES o (id) ON DELETE CASCADE ON UPDATE CASCADE, 
    CONSTRAINT uq_o UNIQUE (o), 
    CONSTRAINT ck_o CHECK (o > 0)
);

