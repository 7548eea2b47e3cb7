CREATE TABLE t (
    a ENUM('x','y''z') CHARACTER SET latin1
);

