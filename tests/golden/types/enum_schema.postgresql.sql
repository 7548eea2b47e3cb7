-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TYPE s1.en AS ENUM ('a', 'b');

CREATE TABLE t (
    e s1.en
);

