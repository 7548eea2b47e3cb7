UPDATE account SET flag=true WHERE account.n > 3;

UPDATE account SET n=0 WHERE account.flag = false;

