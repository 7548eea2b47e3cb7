UPDATE account SET n=(SELECT max(old.n) AS max_1 
FROM old 
WHERE old.id = account.id);

