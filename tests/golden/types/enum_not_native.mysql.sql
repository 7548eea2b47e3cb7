CREATE TABLE t (
    a VARCHAR(2), 
    b VARCHAR(9)
);

