DELETE FROM account WHERE account.a = 1 AND account.b != 2 OR account.a IS NULL;

