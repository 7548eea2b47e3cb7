-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.doc ->> '$."a"' AS anon_1, u.doc ->> '$."a"."b"' AS anon_2 
FROM u 
WHERE (u.doc ->> '$."a"') = 'x';

