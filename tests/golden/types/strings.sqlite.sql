-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    b VARCHAR(10) COLLATE "C", 
    c TEXT, 
    d CHAR(3), 
    e TEXT, 
    f VARCHAR(50), 
    g VARCHAR(50), 
    h CHAR, 
    i CLOB, 
    j TEXT
);

