local op = require "op"

op.create_index("ix", "t", { "a" }, { unique = true, postgresql_nulls_not_distinct = true, schema = "s" })
op.drop_index("ix", { table_name = "t", postgresql_nulls_not_distinct = true, schema = "s" })
