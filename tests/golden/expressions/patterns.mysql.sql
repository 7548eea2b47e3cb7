SELECT u.id 
FROM u 
WHERE (u.name LIKE concat('x', '%'));

SELECT u.id 
FROM u 
WHERE (u.name LIKE concat('50/%', '%') ESCAPE '/');

SELECT u.id 
FROM u 
WHERE (u.name LIKE concat('%', 'x^_') ESCAPE '^');

SELECT u.id 
FROM u 
WHERE (u.name LIKE concat('%', 'a//b', '%') ESCAPE '/');

SELECT u.id 
FROM u 
WHERE (u.name LIKE concat('%', 'x', '%') ESCAPE '/');

SELECT u.id 
FROM u 
WHERE (lower(u.name) LIKE concat(lower('x'), '%'));

SELECT u.id 
FROM u 
WHERE (lower(u.name) NOT LIKE concat('%', lower('x/%'), '%') ESCAPE '/');

SELECT u.id 
FROM u 
WHERE ((concat(u.name, 'a')) LIKE concat((concat(u.name, 'b')), '%'));

SELECT u.id 
FROM u 
WHERE (u.name LIKE concat('%', 'x')) OR u.id = 1;

SELECT u.id 
FROM u 
WHERE u.name LIKE 'x/%' ESCAPE '/';

SELECT u.id 
FROM u 
WHERE lower(u.name) NOT LIKE lower('x') ESCAPE '/';

