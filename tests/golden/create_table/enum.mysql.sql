CREATE TABLE t (
    e ENUM('a','b''s')
);

CREATE TABLE u (
    e ENUM('a','b''s')
);

