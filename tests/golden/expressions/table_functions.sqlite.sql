-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT g.x 
FROM generate_series(1, 5) AS g;

SELECT n 
FROM generate_series(1, 5) AS n;

