-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO t (id, a) VALUES (1, 'x') ON CONFLICT (id) DO NOTHING;

