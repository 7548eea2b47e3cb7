CREATE TABLE t (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    a VARCHAR(36), 
    b TIMESTAMP NOT NULL DEFAULT now(), 
    c BOOL, 
    d CHAR(32), 
    CONSTRAINT pk_t PRIMARY KEY (id), 
    UNIQUE (d)
);

CREATE INDEX ix_t_a ON t (a);

