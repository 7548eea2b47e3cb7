-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT big.id, big.points 
FROM (SELECT u.id AS id, u.score AS points 
FROM u 
WHERE u.score > 10) AS big 
WHERE big.points < 99;

WITH ids AS 
(SELECT u.id AS id 
FROM u)
 SELECT ids.id 
FROM ids 
WHERE ids.id > 1;

SELECT u.id, other.id AS id_1 
FROM u, u AS other 
WHERE u.id = other.score;

SELECT z.name 
FROM u AS z;

