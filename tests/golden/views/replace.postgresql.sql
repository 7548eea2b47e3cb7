-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE OR REPLACE VIEW v AS
SELECT 1 AS x;

