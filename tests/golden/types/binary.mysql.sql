CREATE TABLE t (
    a BLOB, 
    b BLOB(100), 
    c BLOB
);

