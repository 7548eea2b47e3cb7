CREATE VIEW v AS
SELECT id, 'a;b' AS s FROM t;

CREATE VIEW s1.`My View` AS
SELECT 1 AS x;

CREATE VIEW w AS
SELECT t.id, lower(t.name) AS low 
FROM t 
WHERE t.id > 5;

