CREATE TABLE t (
    a TEXT(100), 
    b TEXT(7)
);

