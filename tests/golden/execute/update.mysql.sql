UPDATE account SET name='z' WHERE account.name = 'x''y';

