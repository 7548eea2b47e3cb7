UPDATE t SET a=(t.a / t.c);

UPDATE t SET a=(t.c / t.a);

UPDATE t SET a=(t.c / t.b);

UPDATE t SET b=(t.c / 2.5);

