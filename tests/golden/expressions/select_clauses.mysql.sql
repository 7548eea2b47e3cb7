SELECT u.id, u.name 
FROM u ORDER BY u.name, u.id DESC;

SELECT ALL u.name 
FROM u 
WHERE u.id = 5 AND u.name = 'x';

SELECT u.id 
FROM u INNER JOIN a ON u.id = a.user_id;

SELECT u.id 
FROM u LEFT OUTER JOIN a ON u.id = a.user_id 
WHERE a.city IS NULL;

SELECT u.id 
FROM u 
WHERE EXISTS (SELECT a.user_id 
FROM a 
WHERE a.user_id = u.id);

SELECT u.id 
FROM u
 LIMIT 5, 5;

SELECT u.id 
FROM u INTERSECT ALL SELECT a.user_id 
FROM a;

SELECT u.id 
FROM u EXCEPT ALL SELECT a.user_id 
FROM a;

UPDATE u SET name='x', id=5;

SELECT u_1.id, u_2.id AS id_1 
FROM u AS u_1, u AS u_2 
WHERE u_1.id < u_2.id;

SELECT u_1.id 
FROM u AS u_1;

