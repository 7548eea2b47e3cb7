SELECT u.id, e.value 
FROM u, LATERAL jsonb_array_elements(u.doc) AS e;

SELECT u.id, d.value 
FROM u, LATERAL jsonb_array_elements(u.doc) AS d(value);

SELECT r.a 
FROM u, LATERAL json_to_recordset(u.doc) AS r(a INTEGER, b TEXT);

