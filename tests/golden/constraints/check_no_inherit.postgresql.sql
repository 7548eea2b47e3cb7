-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE parents (
    a INTEGER CHECK (a > 0) NO INHERIT, 
    CONSTRAINT own CHECK (a < 9) NO INHERIT NOT ENFORCED
);

ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5) NO INHERIT NOT VALID;

