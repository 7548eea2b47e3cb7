UPDATE u SET name=(concat(u.name, '-', CAST(u.id AS CHAR)));

SELECT u.id 
FROM u 
WHERE (u.name LIKE concat('a', '%')) AND (u.name LIKE concat('%', 'z')) AND (u.name LIKE concat('%', 'm', '%'));

SELECT u.id 
FROM u 
WHERE lower(u.name) LIKE lower('a%') AND u.name NOT LIKE 'b%';

SELECT concat(u.name, 'x') AS anon_1, concat(u.name, 'y') AS anon_2, u.name COLLATE `C` AS anon_3 
FROM u;

