-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO u (id, name) VALUES (1, 'a') ON CONFLICT DO NOTHING;

INSERT INTO u (id, name) VALUES (1, 'a') ON CONFLICT (id) DO NOTHING;

INSERT INTO u (id, name) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = 'b', score = excluded.score WHERE u.score > 1;

