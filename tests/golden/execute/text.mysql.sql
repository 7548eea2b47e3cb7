UPDATE t SET a = 'x:y', b = c::int WHERE d = ':z';

