UPDATE t SET s='b\\''c' WHERE t.s = 'a\\';

