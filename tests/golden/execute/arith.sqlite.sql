-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE t SET a=((t.a + 1) * 2 - t.b);

UPDATE t SET a=(t.a * (t.b + 1));

UPDATE t SET a=(-t.a);

UPDATE t SET a=(t.a - (t.b - 1));

UPDATE t SET a=((t.a / (2 + 0.0)) * 3);

UPDATE t SET a=(t.a % 3 + 1);

