INSERT INTO log (id, name) SELECT u.id, a.city 
FROM u INNER JOIN a ON a.user_id = u.id LEFT OUTER JOIN log ON log.id = u.id 
WHERE a.city != 'x';

