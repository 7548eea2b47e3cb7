CREATE TABLE t (
    x INTEGER CONSTRAINT ck_t_pos CHECK (x > 1)
);

