UPDATE t SET n=CASE WHEN (t.s = 'a') THEN 1 WHEN (t.s = 'b') THEN 2 ELSE 0 END;

