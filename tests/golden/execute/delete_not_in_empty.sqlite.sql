-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM account WHERE (account.id NOT IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1));

DELETE FROM account WHERE account.id IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1);

