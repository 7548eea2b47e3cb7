-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TYPE mood AS ENUM ('a');

DROP TYPE mood;

DROP TYPE IF EXISTS s1.mood;

