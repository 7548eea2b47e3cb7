local op = require "op"

op.create_index("ix", "t", { "a" }, { unique = true, postgresql_nulls_not_distinct = false })
