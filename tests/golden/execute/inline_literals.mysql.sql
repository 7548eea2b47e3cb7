UPDATE t SET a='x', b=1, c=1.5;

