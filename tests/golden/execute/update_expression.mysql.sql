UPDATE account SET n=(account.n + 1);

