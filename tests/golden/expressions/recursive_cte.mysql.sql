WITH RECURSIVE t(id) AS 
(SELECT u.id AS id 
FROM u 
WHERE u.id = 1 UNION ALL SELECT t.id + 1 AS anon_1 
FROM t 
WHERE t.id < 5)
 SELECT t.id 
FROM t;

WITH RECURSIVE t(id) AS 
(SELECT u.id AS id 
FROM u 
WHERE u.id = 1 UNION ALL SELECT t.id + 1 AS anon_1 
FROM t 
WHERE t.id < 5)
 DELETE FROM u WHERE u.id IN (SELECT t.id 
FROM t);

INSERT INTO a (user_id) WITH RECURSIVE t(id) AS 
(SELECT u.id AS id 
FROM u 
WHERE u.id = 1 UNION ALL SELECT t.id + 1 AS anon_1 
FROM t 
WHERE t.id < 5)
 SELECT t.id 
FROM t;

