CREATE TABLE t (
    m ENUM('a','b')
);

ALTER TABLE t ADD COLUMN n ENUM('a','b');

CREATE TABLE u (
    m ENUM('a','b')
);

