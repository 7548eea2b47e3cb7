CREATE TABLE t (
    b BOOL, 
    CONSTRAINT ck_t_bb CHECK (b IN (0, 1))
);

