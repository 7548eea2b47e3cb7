-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

ALTER TABLE s1.t ALTER COLUMN c TYPE TEXT;

ALTER TABLE s1.t ALTER COLUMN c SET NOT NULL;

ALTER TABLE s1.t ALTER COLUMN c SET DEFAULT 'z';

COMMENT ON COLUMN s1.t.c IS 'cm';

ALTER TABLE s1.t RENAME c TO d;

