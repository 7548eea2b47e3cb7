-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SET standard_conforming_strings = on;

CREATE TABLE t (
    id INTEGER
);

COMMENT ON TABLE t IS 'line
break';

COMMENT ON COLUMN t.id IS 'c:\dir';

