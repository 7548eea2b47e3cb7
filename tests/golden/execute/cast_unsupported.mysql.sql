SELECT t.s AS a, t.s AS b 
FROM t;

