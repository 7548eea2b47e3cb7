UPDATE t SET a=lower(t.a) WHERE t.id = 1;

