CREATE INDEX ix ON t (a);

DROP INDEX ix ON t;

