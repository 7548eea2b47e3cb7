-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM t WHERE (t.a || 'x') = 'y';

DELETE FROM t WHERE (t.a || t.b) = 'y';

UPDATE t SET a=(t.a || '-' || t.b);

