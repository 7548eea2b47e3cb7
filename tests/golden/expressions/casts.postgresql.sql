-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT CAST(u.score AS VARCHAR(10)) AS score, CAST(5 AS INTEGER) AS anon_1, CAST(u.name AS NUMERIC(10, 2)) AS name, u.name AS name_1 
FROM u;

