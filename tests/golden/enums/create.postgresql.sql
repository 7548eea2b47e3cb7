-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TYPE mood AS ENUM ('sad', 'it''s', 'happy');

CREATE TYPE s1."Mood 2" AS ENUM ('a');

CREATE TYPE third AS ENUM ('x');

