-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    s VARCHAR(9) DEFAULT 'it''s', 
    n INTEGER DEFAULT '5', 
    d TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
    b BOOLEAN DEFAULT false NOT NULL, 
    x INTEGER DEFAULT (1 + 2), 
    z INTEGER DEFAULT NULL
);

