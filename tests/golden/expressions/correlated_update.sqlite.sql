-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE u SET name=(SELECT max(a.city) AS max_1 
FROM a 
WHERE a.user_id = u.id) WHERE u.name IS NULL;

