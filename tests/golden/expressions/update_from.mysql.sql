UPDATE a, b SET a.name=b.x WHERE a.id = b.id;

UPDATE a, b AS v SET a.name='z' WHERE a.id = v.id;

UPDATE a, (SELECT b.id AS id, count(*) AS n 
FROM b GROUP BY b.id) AS s SET a.name='many' WHERE a.id = s.id AND s.n > 1;

UPDATE a SET name=(SELECT b.x 
FROM b 
WHERE b.id = a.id) WHERE a.id IN (SELECT b.id 
FROM b);

UPDATE a SET name='q' WHERE a.old = 1;

