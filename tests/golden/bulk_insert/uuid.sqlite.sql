-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO n (u) VALUES ('5f0f3b9e8f574b5c9d3a0d4c5d2f9b11');

