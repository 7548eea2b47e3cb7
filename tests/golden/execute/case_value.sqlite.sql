-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE t SET n=CASE WHEN (t.s = 'a') THEN 1 WHEN (t.s = 'b') THEN 2 ELSE 0 END;

