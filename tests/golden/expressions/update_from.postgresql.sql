-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE a SET name=b.x FROM b WHERE a.id = b.id;

UPDATE a SET name='z' FROM b AS v WHERE a.id = v.id;

UPDATE a SET name='many' FROM (SELECT b.id AS id, count(*) AS n 
FROM b GROUP BY b.id) AS s WHERE a.id = s.id AND s.n > 1;

UPDATE a SET name=(SELECT b.x 
FROM b 
WHERE b.id = a.id) WHERE a.id IN (SELECT b.id 
FROM b);

UPDATE a SET name='q' WHERE a."old" = 1;

