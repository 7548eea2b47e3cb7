-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO log (id, name) SELECT u.id, a.city 
FROM u JOIN a ON a.user_id = u.id LEFT OUTER JOIN log ON log.id = u.id 
WHERE a.city != 'x';

