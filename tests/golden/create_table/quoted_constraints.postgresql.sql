-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    "A" INTEGER, 
    CONSTRAINT "Uq A" UNIQUE ("A"), 
    CONSTRAINT "Ck A" CHECK ("A" > 0), 
    CONSTRAINT "Fk A" FOREIGN KEY("A") REFERENCES "Other" ("Id")
);

