-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE t (
    e VARCHAR(1), 
    CONSTRAINT ck_t_en CHECK (e IN ('a', 'b'))
);

