-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE s1.t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

COMMENT ON TABLE s1.t IS 'tab % comment';

COMMENT ON COLUMN s1.t.id IS 'the id''s';

