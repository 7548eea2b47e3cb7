SELECT v.id, v.name 
FROM (VALUES (1, 'a'), (2, 'it''s')) AS v (id, name);

UPDATE u, (VALUES (1, 'a'), (2, 'it''s')) AS v (id, name) SET u.name=v.name WHERE u.id = v.id;

