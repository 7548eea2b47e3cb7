local op = require "op"

op.drop_constraint("c", "t", { type_ = "primary", schema = "s1" })
