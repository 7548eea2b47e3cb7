-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO t (a, b) SELECT t.b, 5 AS anon_1 
FROM t;

