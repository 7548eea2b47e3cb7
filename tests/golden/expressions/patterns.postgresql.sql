-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.id 
FROM u 
WHERE (u.name LIKE 'x' || '%');

SELECT u.id 
FROM u 
WHERE (u.name LIKE '50/%' || '%' ESCAPE '/');

SELECT u.id 
FROM u 
WHERE (u.name LIKE '%' || 'x^_' ESCAPE '^');

SELECT u.id 
FROM u 
WHERE (u.name LIKE '%' || 'a//b' || '%' ESCAPE '/');

SELECT u.id 
FROM u 
WHERE (u.name LIKE '%' || 'x' || '%' ESCAPE '/');

SELECT u.id 
FROM u 
WHERE (u.name ILIKE 'x' || '%');

SELECT u.id 
FROM u 
WHERE (u.name NOT ILIKE '%' || 'x/%' || '%' ESCAPE '/');

SELECT u.id 
FROM u 
WHERE ((u.name || 'a') LIKE (u.name || 'b') || '%');

SELECT u.id 
FROM u 
WHERE (u.name LIKE '%' || 'x') OR u.id = 1;

SELECT u.id 
FROM u 
WHERE u.name LIKE 'x/%' ESCAPE '/';

SELECT u.id 
FROM u 
WHERE u.name NOT ILIKE 'x' ESCAPE '/';

