-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.id, last.id AS id_1 
FROM u JOIN LATERAL (SELECT a.id AS id 
FROM a 
WHERE a.user_id = u.id ORDER BY a.id DESC
 LIMIT 2) AS last ON true;

SELECT u.id, last.id AS id_1 
FROM u, LATERAL (SELECT a.id AS id 
FROM a 
WHERE a.user_id = u.id ORDER BY a.id DESC
 LIMIT 2) AS last;

SELECT u.id 
FROM u LEFT OUTER JOIN LATERAL (SELECT a.id AS id 
FROM a 
WHERE a.user_id = u.id) AS anon_1 ON true;

