CREATE INDEX ix ON t (lower(a), b, c DESC);

