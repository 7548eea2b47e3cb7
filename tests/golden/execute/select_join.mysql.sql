SELECT t.id 
FROM t INNER JOIN o ON o.id = t.id;

