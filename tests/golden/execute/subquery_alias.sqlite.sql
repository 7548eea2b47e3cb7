-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.a 
FROM t AS u 
WHERE u.s = 'x';

SELECT q.a 
FROM (SELECT t.a AS a 
FROM t 
WHERE t.s = 'x') AS q;

DELETE FROM t WHERE t.a IN (SELECT q.a 
FROM (SELECT t.a AS a 
FROM t 
WHERE t.s = 'x') AS q);

