-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    id INTEGER NOT NULL, 
    u INTEGER, 
    e VARCHAR(9), 
    n INTEGER, 
    CONSTRAINT pk_t PRIMARY KEY (id), 
    CONSTRAINT ck_t_positive CHECK (n > 1), 
    CONSTRAINT fk_t_u_users FOREIGN KEY(u) REFERENCES users (id), 
    CONSTRAINT uq_t_e UNIQUE (e)
);

CREATE INDEX ix_t_n ON t (n);

