local op = require "op"

op.drop_constraint({ constraint_name = "fk", table_name = "t", type_ = "foreignkey", schema = "s" })
