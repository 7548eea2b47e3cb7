-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT t.a, t.s 
FROM t 
WHERE t.a > 1;

SELECT t.a 
FROM t 
WHERE t.a IN (SELECT o.a 
FROM o);

SELECT t.a 
FROM t ORDER BY t.a DESC, t.s ASC;

SELECT t.a 
FROM t ORDER BY t.a DESC NULLS LAST;

SELECT t.a 
FROM t GROUP BY t.a 
HAVING count(t.s) > 1;

SELECT t.a 
FROM t LEFT OUTER JOIN o ON o.a = t.a;

SELECT t.a, o.a AS a_1 
FROM t, o 
WHERE t.a = o.a;

SELECT DISTINCT t.a 
FROM t;

SELECT count(DISTINCT t.a) AS count_1 
FROM t;

