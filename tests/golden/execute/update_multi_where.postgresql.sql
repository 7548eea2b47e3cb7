-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE s1.t SET a=3 WHERE s1.t.a = 1 AND s1.t.b = 2;

UPDATE s1.t SET a=3 WHERE s1.t.a = 1 AND (s1.t.b = 2 OR s1.t.b = 3);

