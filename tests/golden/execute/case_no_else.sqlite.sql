-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE t SET a=CASE WHEN t.f THEN 1 END;

UPDATE t SET a=CASE WHEN (t.a > 1 AND t.a < 5) THEN t.a + 1 ELSE t.a END;

