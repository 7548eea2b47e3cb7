INSERT INTO account (id, name) VALUES (1, 'a');

INSERT INTO account (id) VALUES (2);

