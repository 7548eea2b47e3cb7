UPDATE t SET a='x' || b, b=3;

