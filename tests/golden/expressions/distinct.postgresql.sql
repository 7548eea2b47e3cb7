-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT DISTINCT u.name 
FROM u;

SELECT count(DISTINCT u.name) AS count_1 
FROM u;

SELECT DISTINCT u.name 
FROM u;

