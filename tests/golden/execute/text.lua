local op = require "op"
local sa = require "sa"

op.execute("UPDATE t SET a = 'x:y', b = c::int WHERE d = '\\:z'")
