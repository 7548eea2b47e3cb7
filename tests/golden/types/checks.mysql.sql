CREATE TABLE t (
    b BOOL, 
    e VARCHAR(2), 
    CONSTRAINT ck_b CHECK (b IN (0, 1)), 
    CONSTRAINT ck_e CHECK (e IN ('x', 'yy'))
);

