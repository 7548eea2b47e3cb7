local op = require "op"

op.execute("UPDATE t SET a = 'x:y', b = c::int WHERE d = '\\:z'")
