-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

ALTER SEQUENCE s INCREMENT BY 5 NO CYCLE RESTART WITH 10;

ALTER SEQUENCE s1.s RENAME TO s2;

ALTER SEQUENCE s OWNED BY NONE;

