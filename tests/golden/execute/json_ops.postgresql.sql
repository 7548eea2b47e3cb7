-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT t.d ->> 'k' AS anon_1 
FROM t;

DELETE FROM t WHERE t.d @> '{}';

