UPDATE account SET n=0 WHERE account.flag = 1;

UPDATE account SET n=1 WHERE account.flag = 0;

