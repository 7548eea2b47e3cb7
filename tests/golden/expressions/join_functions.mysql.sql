SELECT u.id 
FROM u FULL OUTER JOIN a ON a.user_id = u.id;

SELECT u.id 
FROM u LEFT OUTER JOIN a ON a.user_id = u.id;

