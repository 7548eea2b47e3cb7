INSERT INTO account (id, name) VALUES (1, 'it''s');

INSERT INTO account (id, name) VALUES (2, NULL);

