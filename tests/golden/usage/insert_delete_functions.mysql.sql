INSERT INTO t (a, id) VALUES ('x', 1);

DELETE FROM t WHERE t.id = 1 AND t.a = 'x';

