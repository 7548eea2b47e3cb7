-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.id 
FROM u
 FETCH FIRST (5) ROWS ONLY;

SELECT u.id 
FROM u ORDER BY u.id
 OFFSET (2) ROWS
 FETCH FIRST (5) ROWS WITH TIES;

