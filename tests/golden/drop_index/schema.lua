local op = require "op"

op.drop_index("ix", { table_name = "t", schema = "s1", if_exists = true })
