CREATE TABLE t (
    a VARCHAR(9) DEFAULT 'a\\b'
);

