CREATE TABLE s1.t (
    a INTEGER, 
    b INTEGER
);

CREATE UNIQUE INDEX ix_x ON s1.t (a, b DESC);

