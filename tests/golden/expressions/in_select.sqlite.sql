-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM u WHERE u.id IN (SELECT a.user_id 
FROM a 
WHERE a.city IN ('x', 'y'));

DELETE FROM u WHERE (u.id NOT IN (1, 2));

DELETE FROM u WHERE u.id IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1);

