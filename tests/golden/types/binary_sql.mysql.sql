CREATE TABLE t (
    a BLOB, 
    b BINARY(5), 
    c VARBINARY(5)
);

