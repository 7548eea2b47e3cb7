-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO n (u) VALUES ('5f0f3b9e-8f57-4b5c-9d3a-0d4c5d2f9b11');

