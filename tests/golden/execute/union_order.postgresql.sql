-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT t.a 
FROM t UNION SELECT o.a 
FROM o ORDER BY a
 LIMIT 3;

SELECT t.a 
FROM t UNION ALL SELECT o.a 
FROM o;

