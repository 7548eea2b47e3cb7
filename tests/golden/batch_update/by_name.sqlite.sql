-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE app."Account" SET n=5, status='it''s done' WHERE status IS NULL OR n < 3;

UPDATE account SET n=5;

