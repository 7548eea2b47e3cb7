CREATE TABLE t (
    a NUMERIC, 
    b NUMERIC(10), 
    c DECIMAL(10, 2), 
    d NUMERIC(5), 
    e DECIMAL
);

