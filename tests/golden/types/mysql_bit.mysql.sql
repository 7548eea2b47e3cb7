CREATE TABLE t (
    a BIT(8)
);

