-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT t.id 
FROM t JOIN o ON o.id = t.id;

