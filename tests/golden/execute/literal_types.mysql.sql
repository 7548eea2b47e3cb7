SELECT 5 AS anon_1, 'x' AS s, true AS b, NULL AS n, 1.5 AS f;

