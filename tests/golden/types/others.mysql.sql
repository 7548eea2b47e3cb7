CREATE TABLE t (
    a BOOL, 
    b BLOB, 
    c JSON, 
    d CHAR(32), 
    e ltree
);

