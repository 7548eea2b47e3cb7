SELECT JSON_EXTRACT(u.doc, '$."say \\"hi\\""') AS anon_1 
FROM u;

