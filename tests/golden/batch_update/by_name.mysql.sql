UPDATE app.`Account` SET n=5, status='it''s done' WHERE status IS NULL OR n < 3;

UPDATE account SET n=5;

