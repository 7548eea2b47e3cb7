local op = require "op"

op.create_unique_constraint(nil, "t", { "a" })
op.create_index(nil, "t", { "a" })
