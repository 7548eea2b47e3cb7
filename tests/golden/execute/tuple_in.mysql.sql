DELETE FROM t WHERE (t.a, t.b) IN ((1, 2), (3, 4));

