CREATE TABLE t (
    a JSON, 
    b CHAR(32), 
    c CHAR(32), 
    d UUID
);

