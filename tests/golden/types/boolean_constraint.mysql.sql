CREATE TABLE t (
    b BOOL, 
    CONSTRAINT ck_b CHECK (b IN (0, 1))
);

