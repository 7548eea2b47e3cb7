-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a BIT(5), 
    b BIT VARYING(5), 
    c BIT VARYING, 
    d BIT(1)
);

