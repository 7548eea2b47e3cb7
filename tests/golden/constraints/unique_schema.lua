local op = require "op"

op.create_unique_constraint("uq", "t", { "a", "b" }, { schema = "s1" })
