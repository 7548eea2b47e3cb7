-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.doc['a'] AS anon_1, u.doc['a']['b'] AS anon_2, u.doc #> '{a, "b c", "", "null", 1}' AS anon_3 
FROM u;

SELECT u.tags[1] AS anon_1, u.tags[1:2] AS anon_2 
FROM u 
WHERE u.tags[1] = 'x' AND (u.map -> 'k') = 'v';

SELECT (f(u.doc))['a'] AS anon_1 
FROM u;

