CREATE TABLE t (
    a TEXT NOT NULL, 
    b TEXT, 
    PRIMARY KEY (a), 
    CONSTRAINT uq UNIQUE (a, b)
);

