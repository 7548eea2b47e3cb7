CREATE TABLE t (
    a DECIMAL(10, 2) UNSIGNED, 
    b DOUBLE(10, 2), 
    c FLOAT(7), 
    d NUMERIC(8, 1)
);

