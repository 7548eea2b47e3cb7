CREATE TABLE t (
    a DATETIME(6), 
    b TIMESTAMP(3) NULL, 
    c TIME(2)
);

