-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

WITH moved AS 
(DELETE FROM u WHERE u.id = 5 RETURNING u.id, u.name)
 INSERT INTO a (user_id, city) SELECT moved.id, moved.name 
FROM moved;

