SELECT u.id 
FROM u UNION SELECT a.user_id 
FROM a;

SELECT u.id 
FROM u UNION ALL SELECT a.user_id 
FROM a ORDER BY id
 LIMIT 3;

SELECT u.id 
FROM u INTERSECT SELECT a.user_id 
FROM a;

SELECT u.id 
FROM u EXCEPT SELECT a.user_id 
FROM a;

