local op = require "op"

op.drop_constraint("c", "t", { type_ = "foreignkey", if_exists = true })
