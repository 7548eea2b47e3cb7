CREATE TABLE t (
    a TINYTEXT, 
    b MEDIUMTEXT, 
    c LONGTEXT COLLATE utf8mb4_bin
);

