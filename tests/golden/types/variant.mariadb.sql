CREATE TABLE t (
    a JSON, 
    b BIGINT, 
    c DATETIME
);

