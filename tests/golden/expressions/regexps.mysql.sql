SELECT u.id 
FROM u 
WHERE u.name REGEXP '^x';

SELECT u.id 
FROM u 
WHERE REGEXP_LIKE(u.name, '^x', 'i');

SELECT u.id 
FROM u 
WHERE NOT REGEXP_LIKE(u.name, '^x', 'i');

SELECT u.id 
FROM u 
WHERE REGEXP_LIKE(u.name, '^x', 'in');

SELECT u.id 
FROM u 
WHERE (concat(u.name, 'q')) NOT REGEXP (concat(u.name, '^x'));

SELECT u.id 
FROM u 
WHERE MATCH (u.name) AGAINST ('x' IN BOOLEAN MODE);

