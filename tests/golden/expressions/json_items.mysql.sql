SELECT JSON_EXTRACT(u.doc, '$."a"') AS anon_1, JSON_EXTRACT(u.doc, '$[1]') AS anon_2, JSON_EXTRACT(u.doc, '$."a"."b"[1]') AS anon_3, CASE JSON_EXTRACT(JSON_EXTRACT(u.doc, '$."a"'), '$."b"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(JSON_EXTRACT(u.doc, '$."a"'), '$."b"')) END AS anon_4 
FROM u;

SELECT u.id 
FROM u 
WHERE CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(u.doc, '$."a"')) END = 'x' AND CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(u.doc, '$."a"') AS SIGNED INTEGER) END > 5 AND CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL ELSE JSON_EXTRACT(u.doc, '$."a"')+0.0000000000000000000000 END < 1.5 AND CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL WHEN true THEN true ELSE false END = true AND CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(u.doc, '$."a"') AS DECIMAL(10, 2)) END > 1 AND CASE JSON_EXTRACT(u.doc, '$."a"."b"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(u.doc, '$."a"."b"')) END = 'it''s' AND JSON_EXTRACT(u.doc, '$."a"') IS NULL ORDER BY CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(u.doc, '$."a"') AS SIGNED INTEGER) END DESC;

SELECT JSON_EXTRACT(u.doc, '$."a"') AS anon_1, JSON_EXTRACT(u.doc, '$."it''s"') AS anon_2, concat(CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(u.doc, '$."a"')) END, 'x') AS anon_3, CASE JSON_EXTRACT(u.doc, '$."a"') WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(u.doc, '$."a"') AS SIGNED INTEGER) END + 1 AS anon_4 
FROM u;

UPDATE u SET id=CASE JSON_EXTRACT(u.doc, '$."id"') WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(u.doc, '$."id"') AS SIGNED INTEGER) END;

