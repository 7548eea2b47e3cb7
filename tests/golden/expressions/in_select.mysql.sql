DELETE FROM u WHERE u.id IN (SELECT a.user_id 
FROM a 
WHERE a.city IN ('x', 'y'));

DELETE FROM u WHERE (u.id NOT IN (1, 2));

DELETE FROM u WHERE u.id IN (NULL) AND (1 != 1);

