-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TABLE a_rather_long_table_name_that_goes_on (
    with_an_equally_long_column_name_here INTEGER
);

CREATE INDEX ix_a_rather_long_table_name_that_goes_on_with_an_equally_long_column_name_here ON a_rather_long_table_name_that_goes_on (with_an_equally_long_column_name_here);

