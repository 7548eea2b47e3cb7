-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT CURRENT_TIMESTAMP AS now_1, coalesce(u.name, 'x') AS coalesce_1, pg_catalog.lower(u.name) AS lower_1, count(*) AS count_1, CURRENT_DATE AS current_date_1 
FROM u;

SELECT 5 AS anon_1, 'x' AS anon_2, 1 + 1, now(), 1 AS anon_3, NULL AS anon_4;

