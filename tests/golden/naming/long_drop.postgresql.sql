-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

ALTER TABLE a_rather_long_table_name_that_goes_on DROP CONSTRAINT ck_a_rather_long_table_name_that_goes_on_a_check_with_a_df66;

