SELECT t.g, count(t.n) AS c 
FROM t 
WHERE t.n > 1 GROUP BY t.g ORDER BY t.g DESC
 LIMIT 2;

