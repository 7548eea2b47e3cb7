-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

UPDATE u SET score=CASE u.name WHEN 'done' THEN 2 WHEN 'on hold' THEN 3 WHEN 'open' THEN 1 ELSE 0 END;

UPDATE u SET name=CASE u.score WHEN 2 THEN 'two' WHEN 10 THEN 'ten' END;

