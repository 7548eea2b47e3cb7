-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT t.n 
FROM t
 LIMIT 3 OFFSET 5;

SELECT t.n 
FROM t
 LIMIT -1 OFFSET 5;

