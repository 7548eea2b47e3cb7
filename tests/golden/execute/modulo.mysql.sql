DELETE FROM t WHERE t.a % 2 = 1;

