CREATE TABLE t (
    a BIGINT, 
    b SMALLINT, 
    c NUMERIC(10, 2), 
    d FLOAT(24), 
    e DOUBLE, 
    f REAL
);

