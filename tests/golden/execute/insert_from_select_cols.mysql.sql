INSERT INTO t (a, b) SELECT t.b, 5 AS anon_1 
FROM t;

