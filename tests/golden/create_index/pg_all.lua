local op = require "op"
local sa = require "sa"

op.create_index("ix",
  "t",
  { "a", "b" },
  { unique = true,
    postgresql_concurrently = true,
    postgresql_using = "gin",
    postgresql_ops = { a = "varchar_pattern_ops" },
    postgresql_include = { "c", "d" },
    postgresql_nulls_not_distinct = true,
    postgresql_with = { fillfactor = 50 },
    postgresql_tablespace = "ts",
    postgresql_where = sa.text("a > 5") })
