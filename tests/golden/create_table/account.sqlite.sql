-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE account (
    id INTEGER NOT NULL, 
    name VARCHAR(50) DEFAULT 'x' NOT NULL, 
    email VARCHAR(100), 
    org_id INTEGER, 
    active BOOLEAN DEFAULT 1, 
    created DATETIME DEFAULT CURRENT_TIMESTAMP, 
    PRIMARY KEY (id), 
    CONSTRAINT uq_ne UNIQUE (name, email), 
    CONSTRAINT ck_id CHECK (id > 0), 
    UNIQUE (email), 
    FOREIGN KEY(org_id) REFERENCES org (id) ON DELETE CASCADE
);

