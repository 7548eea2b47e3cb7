-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM account WHERE account.name LIKE '50%';

DELETE FROM account WHERE lower(account.name) LIKE lower('X%');

