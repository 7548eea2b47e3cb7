-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO a (id, name) VALUES (1, 'it''s');

INSERT INTO a (id, name) VALUES (2, NULL);

INSERT INTO a (id, name) VALUES (3, 'c');

INSERT INTO a (id, name) VALUES (4, 'd');

UPDATE a SET name='x' WHERE a.id = 1;

UPDATE a SET name='y' WHERE a.id = 2;

INSERT INTO a (id, name) VALUES (5, 'z');

