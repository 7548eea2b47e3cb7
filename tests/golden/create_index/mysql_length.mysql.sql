CREATE INDEX ix ON t (a(7), b(7));

