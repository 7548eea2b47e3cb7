local op = require "op"

op.create_unique_constraint({ constraint_name = "uq", table_name = "t", columns = { "a", "b" }, schema = "s" })
