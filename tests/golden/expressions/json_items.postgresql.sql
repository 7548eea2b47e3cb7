-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT u.doc -> 'a' AS anon_1, u.doc -> 1 AS anon_2, u.doc #> '{a, b, 1}' AS anon_3, CAST((u.doc -> 'a') ->> 'b' AS VARCHAR) AS anon_4 
FROM u;

SELECT u.id 
FROM u 
WHERE CAST((u.doc ->> 'a') AS VARCHAR) = 'x' AND CAST((u.doc ->> 'a') AS INTEGER) > 5 AND CAST((u.doc ->> 'a') AS FLOAT) < 1.5 AND CAST((u.doc ->> 'a') AS BOOLEAN) = true AND CAST((u.doc ->> 'a') AS NUMERIC(10, 2)) > 1 AND CAST((u.doc #>> '{a, b}') AS VARCHAR) = 'it''s' AND (u.doc -> 'a') IS NULL ORDER BY CAST(u.doc ->> 'a' AS INTEGER) DESC;

SELECT u.doc -> 'a' AS anon_1, u.doc -> 'it''s' AS anon_2, CAST((u.doc ->> 'a') AS VARCHAR) || 'x' AS anon_3, CAST((u.doc ->> 'a') AS INTEGER) + 1 AS anon_4 
FROM u;

UPDATE u SET id=CAST(u.doc ->> 'id' AS INTEGER);

