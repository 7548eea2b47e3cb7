-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.name, count(*) AS n, sum(u.score) AS total 
FROM u GROUP BY u.name 
HAVING count(*) > 1 ORDER BY n DESC, u.name ASC NULLS LAST
 LIMIT 5 OFFSET 10;

