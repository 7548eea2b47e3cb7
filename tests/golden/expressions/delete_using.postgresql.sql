-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM a USING b WHERE a.id = b.id;

