UPDATE a SET id=1 WHERE a.id = ANY (SELECT a.id 
FROM a);

UPDATE a SET id=1 WHERE a.id > ALL (SELECT a.id 
FROM a);

