SELECT u.id 
FROM u 
WHERE (u.id < 1 OR u.id >= 2 AND u.id <= 3) AND u.name IS NULL AND u.name IS NOT NULL AND u.score BETWEEN 1 AND 5 AND u.score NOT BETWEEN 2 AND 3;

SELECT u.id 
FROM u 
WHERE NOT (u.name <=> 'x');

SELECT (u.id + 1) * 2 - (u.score / 3) % 4 AS anon_1, -u.id 
FROM u;

SELECT u.id 
FROM u 
WHERE u.id != 1 AND NOT (u.id = 1 OR u.id = 2);

SELECT u.id 
FROM u 
WHERE u.id & 4;

