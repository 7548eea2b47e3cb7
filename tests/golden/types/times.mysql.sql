CREATE TABLE t (
    a DATE, 
    b TIME, 
    c TIME, 
    d DATETIME, 
    e DATETIME
);

