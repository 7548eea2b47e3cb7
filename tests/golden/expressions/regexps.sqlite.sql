-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.id 
FROM u 
WHERE u.name REGEXP '^x';

SELECT u.id 
FROM u 
WHERE u.name REGEXP '^x';

SELECT u.id 
FROM u 
WHERE u.name NOT REGEXP '^x';

SELECT u.id 
FROM u 
WHERE u.name REGEXP '^x';

SELECT u.id 
FROM u 
WHERE (u.name || 'q') NOT REGEXP (u.name || '^x');

SELECT u.id 
FROM u 
WHERE u.name MATCH 'x';

