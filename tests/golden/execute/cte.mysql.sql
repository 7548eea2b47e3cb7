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

