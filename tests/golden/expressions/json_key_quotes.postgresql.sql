-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.doc -> 'say "hi"' AS anon_1 
FROM u;

