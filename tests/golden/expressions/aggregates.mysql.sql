SELECT u.name, count(*) AS n, sum(u.score) AS total 
FROM u GROUP BY u.name 
HAVING count(*) > 1 ORDER BY n DESC, u.name ASC NULLS LAST
 LIMIT 10, 5;

