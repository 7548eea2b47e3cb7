-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE EXTENSION citext;

CREATE EXTENSION IF NOT EXISTS "uuid-ossp" SCHEMA ext VERSION '1.1' CASCADE;

