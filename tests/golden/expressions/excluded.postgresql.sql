-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

INSERT INTO u (id, name, score) VALUES (1, 'ann', 2) ON CONFLICT (id) DO UPDATE SET name = excluded.name, score = (u.score + excluded.score) WHERE u.name != excluded.name;

