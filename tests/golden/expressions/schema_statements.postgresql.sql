-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE SEQUENCE sq INCREMENT BY 2 START WITH 5;

DROP SEQUENCE IF EXISTS sq;

CREATE SCHEMA IF NOT EXISTS s1;

DROP SCHEMA s1 CASCADE;

ALTER TABLE u ALTER COLUMN a SET DEFAULT 'a:b 5%';

SELECT 1;

