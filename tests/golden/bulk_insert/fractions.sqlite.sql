-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    id INTEGER, 
    n NUMERIC(5, 2), 
    f FLOAT
);

INSERT INTO t (id, n, f) VALUES (1, 1.5, 1.5);

INSERT INTO t (id) VALUES (2.5);

UPDATE t SET id=3.5, n=2.25 WHERE t.id < 1.5;

