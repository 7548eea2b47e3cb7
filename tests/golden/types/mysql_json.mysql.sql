CREATE TABLE t (
    a JSON
);

