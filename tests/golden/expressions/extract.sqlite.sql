-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT CAST(STRFTIME('%Y', u.at) AS INTEGER) AS anon_1, CAST(STRFTIME('%s', u.at) AS INTEGER) + 1 AS anon_2 
FROM u;

UPDATE u SET score=CAST(STRFTIME('%w', u.at) AS INTEGER) WHERE CAST(STRFTIME('%m', u.at) AS INTEGER) IN (1, 2);

