CREATE TABLE t (
    a FLOAT, 
    b DOUBLE, 
    c FLOAT(7), 
    d DOUBLE, 
    e DOUBLE PRECISION
);

