CREATE INDEX ix ON t (a, b) WITH PARSER ngram USING btree;

