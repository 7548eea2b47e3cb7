CREATE INDEX ix ON s1.t (a);

