-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE DOMAIN dom AS INTEGER NOT NULL CHECK (VALUE > 0);

CREATE TABLE t (
    a dom
);

