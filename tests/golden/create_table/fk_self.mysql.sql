CREATE TABLE node (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    parent INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(parent) REFERENCES node (id)
);

