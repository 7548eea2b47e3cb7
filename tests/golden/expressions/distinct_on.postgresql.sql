-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT DISTINCT ON (u.name, u.id) u.name 
FROM u ORDER BY u.name, u.id;

