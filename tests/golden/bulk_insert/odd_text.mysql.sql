INSERT INTO n (s) VALUES ('100%');

INSERT INTO n (s) VALUES ('a:b');

INSERT INTO n (s) VALUES ('ünï ☃');

INSERT INTO n (s) VALUES ('line
break');

INSERT INTO n (s) VALUES ('');

INSERT INTO n (s) VALUES ('say "x"');

INSERT INTO n (s) VALUES ('$$');

