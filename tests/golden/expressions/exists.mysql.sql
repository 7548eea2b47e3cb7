DELETE FROM u WHERE NOT (EXISTS (SELECT a.user_id 
FROM a 
WHERE a.user_id = u.id));

