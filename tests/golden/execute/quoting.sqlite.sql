-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE "Odd"."My Table" SET "order"='x' WHERE "Odd"."My Table"."userName" > 5;

