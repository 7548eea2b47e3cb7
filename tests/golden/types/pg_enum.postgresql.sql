-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TYPE e1 AS ENUM ('x', 'y');

CREATE TABLE t (
    a e1
);

