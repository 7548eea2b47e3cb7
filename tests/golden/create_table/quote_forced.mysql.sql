CREATE TABLE t (
    `plain` INTEGER, 
    Mixed INTEGER
);

