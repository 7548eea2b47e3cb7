CREATE TABLE t (
    a DATE, 
    b TIME, 
    c DATETIME, 
    d JSON
);

