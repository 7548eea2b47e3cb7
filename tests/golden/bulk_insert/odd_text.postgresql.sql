-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO n (s) VALUES ('100%');

INSERT INTO n (s) VALUES ('a:b');

INSERT INTO n (s) VALUES ('ünï ☃');

INSERT INTO n (s) VALUES ('line
break');

INSERT INTO n (s) VALUES ('');

INSERT INTO n (s) VALUES ('say "x"');

INSERT INTO n (s) VALUES ('$$');

