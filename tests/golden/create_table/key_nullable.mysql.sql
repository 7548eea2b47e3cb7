CREATE TABLE t (
    id VARCHAR(4), 
    PRIMARY KEY (id)
);

