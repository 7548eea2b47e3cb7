local op = require "op"

op.drop_constraint("c", "t", { type_ = "foreignkey", schema = "s1" })
