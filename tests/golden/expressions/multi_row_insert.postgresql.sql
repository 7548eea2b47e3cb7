-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO u (id, name) VALUES (1, 'a'), (2, NULL);

INSERT INTO u (id, name) VALUES (3, upper('x')) RETURNING u.id;

