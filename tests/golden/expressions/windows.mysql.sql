SELECT u.id, row_number() OVER (PARTITION BY u.name ORDER BY u.score DESC, u.id) AS `rank` 
FROM u;

SELECT rank() OVER (ORDER BY u.id) AS anon_1 
FROM u;

