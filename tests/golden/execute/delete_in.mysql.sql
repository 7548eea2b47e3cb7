DELETE FROM account WHERE account.id IN (1, 2);

