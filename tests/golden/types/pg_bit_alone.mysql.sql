CREATE TABLE t (
    a BIT(5)
);

