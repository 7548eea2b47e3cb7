-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a VARCHAR(9) DEFAULT 'it''s', 
    b INTEGER DEFAULT '5', 
    c BOOLEAN DEFAULT 'false', 
    d TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP, 
    e INTEGER DEFAULT 1 + 2, 
    f VARCHAR(5) DEFAULT 'a:b'
);

