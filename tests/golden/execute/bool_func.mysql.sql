UPDATE t SET f=(t.a > 5);

UPDATE t SET f=t.f = 0;

SELECT t.f, t.a = 1 AS anon_1 
FROM t;

