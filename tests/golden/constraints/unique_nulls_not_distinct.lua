local op = require "op"

op.create_unique_constraint("uq", "t", { "a" }, { postgresql_nulls_not_distinct = true })
