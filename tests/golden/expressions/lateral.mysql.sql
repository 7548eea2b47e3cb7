SELECT u.id, last.id AS id_1 
FROM u INNER JOIN LATERAL (SELECT a.id AS id 
FROM a 
WHERE a.user_id = u.id ORDER BY a.id DESC
 LIMIT 2) AS last ON true = 1;

SELECT u.id, last.id AS id_1 
FROM u, LATERAL (SELECT a.id AS id 
FROM a 
WHERE a.user_id = u.id ORDER BY a.id DESC
 LIMIT 2) AS last;

SELECT u.id 
FROM u LEFT OUTER JOIN LATERAL (SELECT a.id AS id 
FROM a 
WHERE a.user_id = u.id) AS anon_1 ON true = 1;

