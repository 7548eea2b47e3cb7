-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

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

WITH RECURSIVE t(id) AS 
(SELECT u.id AS id 
FROM u 
WHERE u.id = 1 UNION ALL SELECT t.id + 1 AS anon_1 
FROM t 
WHERE t.id < 5)
 INSERT INTO a (user_id) SELECT t.id 
FROM t;

