-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    a BOOLEAN DEFAULT false, 
    b BOOLEAN DEFAULT true, 
    c TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP, 
    d TIMESTAMP WITH TIME ZONE DEFAULT now(), 
    e VARCHAR(9) DEFAULT 'q', 
    f BOOLEAN DEFAULT false
);

