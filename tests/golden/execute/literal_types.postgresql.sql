-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT 5 AS anon_1, 'x' AS s, true AS b, NULL AS n, 1.5 AS f;

