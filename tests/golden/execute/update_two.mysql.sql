UPDATE account SET id=5, name='z' WHERE account.name = 'x''y';

