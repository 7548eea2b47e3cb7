-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT EXTRACT(quarter FROM u.at) AS anon_1 
FROM u;

