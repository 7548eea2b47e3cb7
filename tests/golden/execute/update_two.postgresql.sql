-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE account SET id=5, name='z' WHERE account.name = 'x''y';

