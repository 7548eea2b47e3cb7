-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SET standard_conforming_strings = on;

UPDATE t SET s='b\''c' WHERE t.s = 'a\';

