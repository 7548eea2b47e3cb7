CREATE TABLE t (
    a VARCHAR(39), 
    b BIGINT
);

