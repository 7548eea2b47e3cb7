local op = require "op"
local sa = require "sa"

op.create_index("ix", "t", { "a" }, { postgresql_using = "gin", postgresql_where = sa.text("a > 5"), postgresql_include = { "c", "d" }, postgresql_with = { fillfactor = 50 }, postgresql_ops = { a = "varchar_pattern_ops" } })
