-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE a SET id=1 WHERE a.id = ANY (SELECT a.id 
FROM a);

UPDATE a SET id=1 WHERE a.id > ALL (SELECT a.id 
FROM a);

