-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO n (i, f, d, b) VALUES (-5, 1.5, 9.75, 9007199254740991);

