local op = require "op"

op.create_unique_constraint(nil, "t", { "a" })
