CREATE TABLE s1.t (
    a INTEGER, 
    FOREIGN KEY(a) REFERENCES s1.o (id)
);

