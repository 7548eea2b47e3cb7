CREATE TABLE t (
    b VARCHAR(5)
);

CREATE UNIQUE INDEX ix_t_b ON t (b);

