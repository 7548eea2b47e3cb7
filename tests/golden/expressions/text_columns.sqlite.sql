-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT id, name FROM x WHERE id = 4;

SELECT s.id, s.name 
FROM (SELECT id, name FROM x WHERE id = 4) AS s 
WHERE s.name = 'n';

WITH c AS 
(SELECT 1 AS one)
 SELECT c.one 
FROM c;

SELECT anon_1.name 
FROM (SELECT id, name FROM x WHERE id = 4) AS anon_1;

