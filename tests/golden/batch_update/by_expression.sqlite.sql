-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE s.t SET b=NULL, n=(s.t.n + 1) WHERE s.t.n > 3;

