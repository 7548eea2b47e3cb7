UPDATE t SET s=CASE WHEN (t.n > 10) THEN 'big' ELSE 'small' END;

