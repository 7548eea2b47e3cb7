local op = require "op"

op.drop_index("ix", { table_name = "t", if_exists = true })
