UPDATE t SET a=coalesce(upper(t.a), 'none'), d=now();

