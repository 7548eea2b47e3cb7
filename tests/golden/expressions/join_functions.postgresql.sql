-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.id 
FROM u FULL OUTER JOIN a ON a.user_id = u.id;

SELECT u.id 
FROM u LEFT OUTER JOIN a ON a.user_id = u.id;

