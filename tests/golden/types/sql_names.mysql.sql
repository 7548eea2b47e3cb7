CREATE TABLE t (
    a INTEGER, 
    b SMALLINT, 
    c BIGINT, 
    d DATE, 
    e TIME, 
    f JSON
);

