CREATE SPATIAL INDEX ix ON t (a(10), b) USING rtree;

