local op = require "op"

op.drop_index("ix", { table_name = "t", postgresql_concurrently = true, if_exists = true })
