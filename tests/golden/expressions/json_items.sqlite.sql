-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT JSON_QUOTE(JSON_EXTRACT(u.doc, '$."a"')) AS anon_1, JSON_QUOTE(JSON_EXTRACT(u.doc, '$[1]')) AS anon_2, JSON_QUOTE(JSON_EXTRACT(u.doc, '$."a"."b"[1]')) AS anon_3, JSON_EXTRACT(JSON_QUOTE(JSON_EXTRACT(u.doc, '$."a"')), '$."b"') AS anon_4 
FROM u;

SELECT u.id 
FROM u 
WHERE JSON_EXTRACT(u.doc, '$."a"') = 'x' AND JSON_EXTRACT(u.doc, '$."a"') > 5 AND JSON_EXTRACT(u.doc, '$."a"') < 1.5 AND JSON_EXTRACT(u.doc, '$."a"') = 1 AND JSON_EXTRACT(u.doc, '$."a"') > 1 AND JSON_EXTRACT(u.doc, '$."a"."b"') = 'it''s' AND JSON_QUOTE(JSON_EXTRACT(u.doc, '$."a"')) IS NULL ORDER BY JSON_EXTRACT(u.doc, '$."a"') DESC;

SELECT JSON_QUOTE(JSON_EXTRACT(u.doc, '$."a"')) AS anon_1, JSON_QUOTE(JSON_EXTRACT(u.doc, '$."it''s"')) AS anon_2, JSON_EXTRACT(u.doc, '$."a"') || 'x' AS anon_3, JSON_EXTRACT(u.doc, '$."a"') + 1 AS anon_4 
FROM u;

UPDATE u SET id=JSON_EXTRACT(u.doc, '$."id"');

