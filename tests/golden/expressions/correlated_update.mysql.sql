UPDATE u SET name=(SELECT max(a.city) AS max_1 
FROM a 
WHERE a.user_id = u.id) WHERE u.name IS NULL;

