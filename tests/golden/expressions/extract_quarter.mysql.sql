SELECT EXTRACT(quarter FROM u.at) AS anon_1 
FROM u;

