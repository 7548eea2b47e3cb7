ALTER TABLE t ADD CONSTRAINT uq_t_a_b_c UNIQUE (a, b, c);

CREATE INDEX ix_ab ON t (a, b);

