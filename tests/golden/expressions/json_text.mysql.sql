SELECT CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(u.doc, '$."a"')) END AS anon_1, CASE JSON_EXTRACT(u.doc, '$."a"."b"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(u.doc, '$."a"."b"')) END AS anon_2 
FROM u 
WHERE CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(u.doc, '$."a"')) END = 'x';

