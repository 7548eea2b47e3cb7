-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE t SET a=(t.a / (t.c + 0.0));

UPDATE t SET a=(t.c / (t.a + 0.0));

UPDATE t SET a=(t.c / (t.b + 0.0));

UPDATE t SET b=(t.c / (2.5 + 0.0));

