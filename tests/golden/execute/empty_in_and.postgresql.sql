-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM t WHERE t.a IN (NULL) AND (1 != 1) AND t.b = 1;

DELETE FROM t WHERE (t.a NOT IN (NULL) OR (1 = 1)) OR t.b = 1;

