CREATE TABLE t (
    e ENUM('a','bbb')
);

