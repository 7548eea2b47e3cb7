INSERT INTO account (id, ok) VALUES (1, true);

