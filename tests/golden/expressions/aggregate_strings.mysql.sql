SELECT group_concat(t.name SEPARATOR ', ') AS aggregate_strings_1 
FROM t;

