UPDATE account SET a=(concat(account.a, 'x', account.b));

