DELETE FROM account WHERE account.id BETWEEN 1 AND 5;

