CREATE TABLE t (
    e VARCHAR(3), 
    CONSTRAINT en CHECK (e IN ('a', 'bbb'))
);

