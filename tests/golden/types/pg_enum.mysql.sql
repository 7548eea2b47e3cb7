CREATE TABLE t (
    a ENUM('x','y')
);

