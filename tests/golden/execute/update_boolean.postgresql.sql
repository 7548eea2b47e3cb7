-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE account SET flag=true WHERE account.n > 3;

UPDATE account SET n=0 WHERE account.flag = false;

