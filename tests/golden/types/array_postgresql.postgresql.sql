-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a TEXT[], 
    b UUID[], 
    c NUMERIC(10, 2)[][][], 
    d TIMESTAMP WITH TIME ZONE[]
);

