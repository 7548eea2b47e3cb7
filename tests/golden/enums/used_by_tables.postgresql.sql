-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TYPE mood AS ENUM ('a', 'b');

CREATE TABLE t (
    m mood
);

ALTER TABLE t ADD COLUMN n mood;

CREATE TABLE u (
    m mood
);

