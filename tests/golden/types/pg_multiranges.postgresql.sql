-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a INT4MULTIRANGE, 
    b INT8MULTIRANGE, 
    c NUMMULTIRANGE, 
    d DATEMULTIRANGE, 
    e TSMULTIRANGE, 
    f TSTZMULTIRANGE
);

