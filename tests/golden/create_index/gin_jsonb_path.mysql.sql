CREATE INDEX ix ON t (doc);

