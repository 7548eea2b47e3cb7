CREATE TABLE account (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    name VARCHAR(50), 
    PRIMARY KEY (id)
);

INSERT INTO account (id, name) VALUES (1, 'x');

