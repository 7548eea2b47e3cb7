-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    id INTEGER GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2 START WITH 10), 
    PRIMARY KEY (id)
);

