CREATE TABLE t (
    e VARCHAR(1), 
    CONSTRAINT ck_t_en CHECK (e IN ('a', 'b'))
);

