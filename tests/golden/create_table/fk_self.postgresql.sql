-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE node (
    id SERIAL NOT NULL, 
    parent INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(parent) REFERENCES node (id)
);

