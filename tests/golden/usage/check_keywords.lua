local op = require "op"

op.create_check_constraint({ constraint_name = "ck", table_name = "t", condition = "a > 0", schema = "s" })
