SELECT CAST(u.score AS CHAR(10)) AS score, CAST(5 AS SIGNED INTEGER) AS anon_1, CAST(u.name AS DECIMAL(10, 2)) AS name, u.name AS name_1 
FROM u;

