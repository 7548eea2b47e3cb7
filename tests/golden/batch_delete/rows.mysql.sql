DELETE FROM log WHERE created_at < '2020-01-01';

DELETE FROM log;

DELETE FROM log WHERE id < 9;

