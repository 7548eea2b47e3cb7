-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE stays (
    room int4range NOT NULL, 
    "Days" daterange NOT NULL, 
    PRIMARY KEY (room, "Days" WITHOUT OVERLAPS), 
    CONSTRAINT u UNIQUE ("Days" WITHOUT OVERLAPS), 
    CONSTRAINT f FOREIGN KEY(room, PERIOD "Days") REFERENCES rooms (id, PERIOD open), 
    CONSTRAINT c CHECK (room <> 'empty') NOT ENFORCED
);

