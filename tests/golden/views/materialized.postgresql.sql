-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE MATERIALIZED VIEW m AS
SELECT 1 AS x;

DROP MATERIALIZED VIEW IF EXISTS m;

CREATE MATERIALIZED VIEW m AS
SELECT 2 AS x;

DROP MATERIALIZED VIEW IF EXISTS m;

