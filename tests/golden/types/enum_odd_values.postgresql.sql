-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TYPE "Odd Enum" AS ENUM ('it''s', 'say "hi"', '50%', 'naïve', '');

CREATE TABLE t (
    e "Odd Enum"
);

