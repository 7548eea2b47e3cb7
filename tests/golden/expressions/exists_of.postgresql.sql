-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM u WHERE NOT (EXISTS (SELECT * 
FROM o 
WHERE o.u_id = u.id));

UPDATE u SET name='x' WHERE EXISTS (SELECT * 
FROM o 
WHERE o.u_id = u.id);

