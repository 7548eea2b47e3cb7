-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT count(u.id) FILTER (WHERE u.score > 5 AND u.name = 'x') AS anon_1, sum(u.id) FILTER (WHERE u.ok) OVER (PARTITION BY u.name) AS anon_2 
FROM u;

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY u.score DESC) AS anon_1 
FROM u;

SELECT row_number() OVER (ORDER BY u.id, u.name DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS anon_1, sum(u.id) OVER (ORDER BY u.id RANGE BETWEEN 5 PRECEDING AND 10 FOLLOWING) AS anon_2, sum(u.id) OVER (ORDER BY u.id GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS anon_3 
FROM u;

SELECT u.id + 1 AS x 
FROM u 
WHERE u.score BETWEEN SYMMETRIC 1 AND 5;

