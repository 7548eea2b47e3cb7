DELETE FROM account WHERE (account.id NOT IN (NULL) OR (1 = 1));

DELETE FROM account WHERE account.id IN (NULL) AND (1 != 1);

