DELETE FROM t WHERE (concat(t.a, 'x')) = 'y';

DELETE FROM t WHERE (concat(t.a, t.b)) = 'y';

UPDATE t SET a=(concat(t.a, '-', t.b));

