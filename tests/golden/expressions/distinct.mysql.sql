SELECT DISTINCT u.name 
FROM u;

SELECT count(DISTINCT u.name) AS count_1 
FROM u;

SELECT DISTINCT u.name 
FROM u;

