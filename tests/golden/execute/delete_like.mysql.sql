DELETE FROM account WHERE account.name LIKE '50%';

DELETE FROM account WHERE lower(account.name) LIKE lower('X%');

