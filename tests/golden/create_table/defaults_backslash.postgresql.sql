-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SET standard_conforming_strings = on;

CREATE TABLE t (
    a VARCHAR(9) DEFAULT 'a\b'
);

