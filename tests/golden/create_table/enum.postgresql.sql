-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TYPE kind AS ENUM ('a', 'b''s');

CREATE TABLE t (
    e kind
);

CREATE TABLE u (
    e kind
);

