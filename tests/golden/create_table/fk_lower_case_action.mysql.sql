CREATE TABLE t (
    a INTEGER, 
    FOREIGN KEY(a) REFERENCES o (id) ON DELETE set null ON UPDATE no action
);

