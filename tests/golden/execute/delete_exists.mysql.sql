DELETE FROM account WHERE EXISTS (SELECT old.id 
FROM old 
WHERE old.id = account.id);

