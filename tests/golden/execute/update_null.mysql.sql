UPDATE account SET a=NULL WHERE account.a IS NOT NULL;

