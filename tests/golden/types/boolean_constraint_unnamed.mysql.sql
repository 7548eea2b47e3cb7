CREATE TABLE t (
    b BOOL, 
    CHECK (b IN (0, 1))
);

