INSERT INTO n (s) VALUES ('c:\\dir\\');

