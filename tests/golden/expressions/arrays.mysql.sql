SELECT u.id 
FROM u 
WHERE u.id = ANY (ids);

SELECT u.id 
FROM u 
WHERE u.id > ALL (ids);

SELECT (u.id, u.score) IN ((1, 2), (3, 4)) AS anon_1 
FROM u;

