DELETE FROM u WHERE NOT (EXISTS (SELECT * 
FROM o 
WHERE o.u_id = u.id));

UPDATE u SET name='x' WHERE EXISTS (SELECT * 
FROM o 
WHERE o.u_id = u.id);

