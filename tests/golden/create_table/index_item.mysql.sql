CREATE TABLE t (
    a INTEGER
);

CREATE INDEX ix_x ON t (a);

