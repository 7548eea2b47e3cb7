UPDATE s1.t SET a=3 WHERE s1.t.a = 1 AND s1.t.b = 2;

UPDATE s1.t SET a=3 WHERE s1.t.a = 1 AND (s1.t.b = 2 OR s1.t.b = 3);

