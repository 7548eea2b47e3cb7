INSERT INTO account (id, name) VALUES (7, 'o''clock');

