local op = require "op"
local sa = require "sa"

op.create_index("ix",
  "t",
  { "a" },
  { unique = true,
    postgresql_where = sa.text("b IS NULL"),
    postgresql_using = "btree",
    postgresql_ops = { a = "text_pattern_ops" } })
op.drop_index("ix",
  { table_name = "t",
    postgresql_where = sa.text("b IS NULL"),
    postgresql_using = "btree",
    postgresql_ops = { a = "text_pattern_ops" } })
