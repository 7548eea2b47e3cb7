CREATE TABLE account (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    name VARCHAR(50) NOT NULL DEFAULT 'x', 
    email VARCHAR(100), 
    org_id INTEGER, 
    active BOOL DEFAULT true, 
    created DATETIME DEFAULT now(), 
    PRIMARY KEY (id), 
    CONSTRAINT uq_ne UNIQUE (name, email), 
    CONSTRAINT ck_id CHECK (id > 0), 
    UNIQUE (email), 
    FOREIGN KEY(org_id) REFERENCES org (id) ON DELETE CASCADE
);

