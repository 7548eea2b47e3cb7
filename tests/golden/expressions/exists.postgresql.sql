-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM u WHERE NOT (EXISTS (SELECT a.user_id 
FROM a 
WHERE a.user_id = u.id));

