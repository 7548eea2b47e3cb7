INSERT INTO u (id, name) VALUES (1, 'x') ON DUPLICATE KEY UPDATE name = VALUES(name), score = (u.score + 1);

INSERT IGNORE INTO u (id) VALUES (1);

