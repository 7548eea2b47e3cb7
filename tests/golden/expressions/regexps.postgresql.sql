-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.id 
FROM u 
WHERE u.name ~ '^x';

SELECT u.id 
FROM u 
WHERE u.name ~* '^x';

SELECT u.id 
FROM u 
WHERE u.name !~* '^x';

SELECT u.id 
FROM u 
WHERE u.name ~ CONCAT('(?', 'in', ')', '^x');

SELECT u.id 
FROM u 
WHERE (u.name || 'q') !~ (u.name || '^x');

SELECT u.id 
FROM u 
WHERE u.name @@ plainto_tsquery('x');

