CREATE TABLE t (
    a DATETIME, 
    b DATETIME, 
    c DATETIME
);

