-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE o (
    id BIGINT NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE t (
    o_id BIGINT, 
    FOREIGN KEY(o_id) REFERENCES o (id)
);

