-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM t WHERE NOT (t.a = 1 OR t.b = 2);

DELETE FROM t WHERE NOT (t.a = 1 AND t.b = 2);

DELETE FROM t WHERE t.a NOT LIKE 'x';

DELETE FROM t WHERE t.a IS NOT NULL;

DELETE FROM t WHERE t.a NOT BETWEEN 1 AND 2;

DELETE FROM t WHERE (t.a NOT IN (1));

