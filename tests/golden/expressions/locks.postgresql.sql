-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.id 
FROM u FOR UPDATE;

SELECT u.id 
FROM u FOR UPDATE NOWAIT;

SELECT u.id 
FROM u FOR UPDATE OF u SKIP LOCKED;

SELECT u.id 
FROM u FOR SHARE;

SELECT u.id 
FROM u FOR NO KEY UPDATE;

SELECT u.id 
FROM u FOR KEY SHARE OF u;

