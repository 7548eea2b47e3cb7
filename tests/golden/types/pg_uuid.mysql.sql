CREATE TABLE t (
    a UUID, 
    b UUID
);

