-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

ALTER TABLE s.t ADD COLUMN x INTEGER;

CREATE UNIQUE INDEX ix_t_x ON s.t (x);

DROP INDEX s.ix_old;

