-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT CAST(t.s AS FLOAT) AS a, CAST(t.s AS BOOLEAN) AS b 
FROM t;

