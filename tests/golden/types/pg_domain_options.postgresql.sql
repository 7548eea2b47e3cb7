-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE DOMAIN dom AS TEXT COLLATE "C" DEFAULT 'x' CONSTRAINT ck_dom CHECK (VALUE <> '');

CREATE TABLE t (
    a dom
);

