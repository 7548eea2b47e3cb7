-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE s.t SET x=(s.t.x + 1) WHERE s.t.x > 0;

SELECT s.t.x 
FROM s.t;

INSERT INTO s.t (x) VALUES (1);

