CREATE TABLE t (
    a BOOL, 
    b BOOL
);

