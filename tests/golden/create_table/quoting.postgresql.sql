-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SET standard_conforming_strings = on;

CREATE TABLE "My Table" (
    "userName" SERIAL NOT NULL, 
    "order" INTEGER, 
    "user" INTEGER, 
    "1abc" INTEGER, 
    "a-b" INTEGER, 
    "we""ird`x" INTEGER, 
    "$a" INTEGER, 
    a$b INTEGER, 
    _x INTEGER, 
    "é" INTEGER, 
    "a.b" INTEGER, 
    "per%cent" INTEGER, 
    "UPPER" INTEGER, 
    date INTEGER, 
    key INTEGER, 
    "group" INTEGER, 
    "desc" INTEGER, 
    "co:lon" INTEGER, 
    "back\slash" INTEGER, 
    PRIMARY KEY ("userName")
);

