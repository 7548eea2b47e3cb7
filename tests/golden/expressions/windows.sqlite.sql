-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.id, row_number() OVER (PARTITION BY u.name ORDER BY u.score DESC, u.id) AS rank 
FROM u;

SELECT rank() OVER (ORDER BY u.id) AS anon_1 
FROM u;

