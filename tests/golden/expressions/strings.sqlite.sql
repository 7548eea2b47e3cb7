-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE u SET name=(u.name || '-' || CAST(u.id AS VARCHAR));

SELECT u.id 
FROM u 
WHERE (u.name LIKE 'a' || '%') AND (u.name LIKE '%' || 'z') AND (u.name LIKE '%' || 'm' || '%');

SELECT u.id 
FROM u 
WHERE lower(u.name) LIKE lower('a%') AND u.name NOT LIKE 'b%';

SELECT u.name || 'x' AS anon_1, u.name || 'y' AS anon_2, u.name COLLATE "C" AS anon_3 
FROM u;

