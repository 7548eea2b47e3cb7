-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO t (a, id) VALUES ('x', 1);

DELETE FROM t WHERE t.id = 1 AND t.a = 'x';

