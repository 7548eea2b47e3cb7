-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE t SET a=(t.a / CAST(t.c AS NUMERIC));

UPDATE t SET a=(t.c / CAST(t.a AS NUMERIC(10, 2)));

UPDATE t SET a=(t.c / CAST(t.b AS FLOAT));

UPDATE t SET b=(t.c / CAST(2.5 AS FLOAT));

