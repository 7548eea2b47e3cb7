-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE "T" SET "Order"=5, "select"='y' WHERE "T"."select" = 'x';

