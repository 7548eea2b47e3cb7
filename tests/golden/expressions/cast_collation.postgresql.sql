-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT CAST(x AS VARCHAR(5)) COLLATE "C" AS x 
WHERE CAST(x AS TEXT) COLLATE "C" = 'a';

SELECT CAST(x AS VARCHAR(2)) AS x;

