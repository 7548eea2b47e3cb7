CREATE TABLE t (
    a DATETIME, 
    b DATETIME, 
    c FLOAT, 
    d CHAR(2), 
    e VARCHAR(9)
);

