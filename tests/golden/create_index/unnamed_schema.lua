local op = require "op"

op.create_index(nil, "t", { "a", "b" }, { schema = "s1" })
