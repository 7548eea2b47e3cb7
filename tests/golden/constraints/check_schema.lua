local op = require "op"

op.create_check_constraint("ck", "t", "a > 5", { schema = "s1" })
