INSERT INTO account (id, name) SELECT old.id, old.name 
FROM old 
WHERE old.id > 5;

