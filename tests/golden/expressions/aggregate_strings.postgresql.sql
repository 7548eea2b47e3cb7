-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT string_agg(t.name, ', ') AS aggregate_strings_1 
FROM t;

