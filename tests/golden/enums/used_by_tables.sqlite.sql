-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    m VARCHAR(1)
);

ALTER TABLE t ADD COLUMN n VARCHAR(1);

CREATE TABLE u (
    m VARCHAR(1)
);

