-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE foo (
    id SERIAL NOT NULL, 
    a INTEGER, 
    b VARCHAR(9), 
    PRIMARY KEY (id)
);

CREATE INDEX ix_b ON foo (b);

ALTER TABLE foo ADD CONSTRAINT fk_a FOREIGN KEY(a) REFERENCES o (id);

ALTER TABLE foo RENAME b TO c;

