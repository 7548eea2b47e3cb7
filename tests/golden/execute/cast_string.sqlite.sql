-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE t SET a=CAST(5 AS INTEGER);

SELECT CAST(t.a AS VARCHAR) || 'x' AS anon_1 
FROM t;

