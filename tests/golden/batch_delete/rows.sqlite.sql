-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

DELETE FROM log WHERE created_at < '2020-01-01';

DELETE FROM log;

DELETE FROM log WHERE id < 9;

