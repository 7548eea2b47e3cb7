CREATE INDEX ix_s1_t_a ON s1.t (a, b);

