CREATE TABLE parents (
    a INTEGER CHECK (a > 0), 
    CONSTRAINT own CHECK (a < 9)
);

ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);

