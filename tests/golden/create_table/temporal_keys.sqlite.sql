-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE stays (
    room int4range NOT NULL, 
    "Days" daterange NOT NULL, 
    PRIMARY KEY (room, "Days"), 
    CONSTRAINT u UNIQUE ("Days"), 
    CONSTRAINT f FOREIGN KEY(room, "Days") REFERENCES rooms (id, open), 
    CONSTRAINT c CHECK (room <> 'empty')
);

