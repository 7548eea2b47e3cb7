-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE t SET f=(t.a > 5);

UPDATE t SET f=t.f = 0;

SELECT t.f, t.a = 1 AS anon_1 
FROM t;

