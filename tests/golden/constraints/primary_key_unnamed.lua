local op = require "op"

op.create_primary_key(nil, "t", { "a" }, { schema = "s1" })
