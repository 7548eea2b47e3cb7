-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

ALTER TABLE foo DROP COLUMN x;

ALTER TABLE foo ALTER COLUMN data TYPE TEXT;

ALTER TABLE foo ALTER COLUMN data SET NOT NULL;

ALTER TABLE foo ADD COLUMN y INTEGER;

