UPDATE t SET a=((t.a + 1) * 2 - t.b);

UPDATE t SET a=(t.a * (t.b + 1));

UPDATE t SET a=(-t.a);

UPDATE t SET a=(t.a - (t.b - 1));

UPDATE t SET a=((t.a / 2) * 3);

UPDATE t SET a=(t.a % 3 + 1);

