CREATE TABLE s1.t (
    x INTEGER, 
    y INTEGER, 
    CONSTRAINT uq_t_y UNIQUE (y)
);

CREATE UNIQUE INDEX ix_s1_t_x ON s1.t (x);

