SELECT REGEXP_REPLACE(u.name, '^x', 'y') AS anon_1, REGEXP_REPLACE(u.name, '^x', 'y', 'g') AS anon_2 
FROM u;

UPDATE u SET name=(REGEXP_REPLACE(u.name, '[0-9]+', ''));

SELECT u.id 
FROM u 
WHERE (REGEXP_REPLACE((concat(u.name, 'e')), '^x', 'y')) = 'z';

