CREATE TABLE t (
    a SET('a','b')
);

