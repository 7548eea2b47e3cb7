DELETE FROM account;

