-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT d.id 
FROM d 
WHERE d.tags @> ARRAY['a'];

SELECT d.id 
FROM d 
WHERE d.tags <@ ARRAY['a', 'b'];

SELECT d.id 
FROM d 
WHERE d.tags && ARRAY['a', 'b'];

SELECT d.id 
FROM d 
WHERE 'a' = ANY (d.tags);

SELECT d.id 
FROM d 
WHERE 'a' != ALL (d.tags);

SELECT d.id 
FROM d 
WHERE d.doc @> '{"a": 1}';

SELECT d.id 
FROM d 
WHERE d.doc ? 'a' AND d.doc ?| ARRAY['a', 'b'] AND d.doc ?& ARRAY['a', 'b'];

SELECT d.id 
FROM d 
WHERE d.during @> '2020-01-01';

SELECT ARRAY[d.id, 2] AS anon_1, string_agg(d.id, ',' ORDER BY d.id DESC) AS string_agg_1 
FROM d;

