-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.id 
FROM u 
WHERE u.id = ANY (ids);

SELECT u.id 
FROM u 
WHERE u.id > ALL (ids);

SELECT (u.id, u.score) IN (VALUES (1, 2), (3, 4)) AS anon_1 
FROM u;

