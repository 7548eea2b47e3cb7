-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM t WHERE t.f = true;

DELETE FROM t WHERE t.f != false;

DELETE FROM t WHERE t.f IS true;

DELETE FROM t WHERE t.f IS NOT true;

