SELECT t.d ->> 'k' AS anon_1 
FROM t;

DELETE FROM t WHERE t.d @> '{}';

