-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT v.id, v.name 
FROM (VALUES (1, 'a'), (2, 'it''s')) AS v (id, name);

UPDATE u SET name=v.name FROM (VALUES (1, 'a'), (2, 'it''s')) AS v (id, name) WHERE u.id = v.id;

