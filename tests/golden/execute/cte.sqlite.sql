-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

WITH c AS 
(SELECT t.a AS a 
FROM t 
WHERE t.s = 'x')
 SELECT c.a 
FROM c;

WITH c AS 
(SELECT t.a AS a 
FROM t 
WHERE t.s = 'x')
 DELETE FROM t WHERE t.a IN (SELECT c.a 
FROM c);

