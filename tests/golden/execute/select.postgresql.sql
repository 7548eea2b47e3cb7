-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT t.g, count(t.n) AS c 
FROM t 
WHERE t.n > 1 GROUP BY t.g ORDER BY t.g DESC
 LIMIT 2;

