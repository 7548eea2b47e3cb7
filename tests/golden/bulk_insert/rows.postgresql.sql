-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO account (id, name) VALUES (1, 'it''s');

INSERT INTO account (id, name) VALUES (2, NULL);

