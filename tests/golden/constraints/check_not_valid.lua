local op = require "op"

op.create_check_constraint("ck", "t", "a > 5", { postgresql_not_valid = true })
