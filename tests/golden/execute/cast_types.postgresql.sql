-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

SELECT CAST(t.s AS NUMERIC(10, 2)) AS a, CAST(t.s AS VARCHAR(5)) AS b, CAST(t.s AS DATE) AS c, CAST(t.s AS TIMESTAMP WITHOUT TIME ZONE) AS d, CAST(t.s AS JSON) AS e, CAST(t.s AS TEXT) AS f 
FROM t;

