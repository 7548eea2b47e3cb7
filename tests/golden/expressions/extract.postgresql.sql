-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT EXTRACT(year FROM u.at) AS anon_1, EXTRACT(epoch FROM u.at) + 1 AS anon_2 
FROM u;

UPDATE u SET score=EXTRACT(dow FROM u.at) WHERE EXTRACT(month FROM u.at) IN (1, 2);

