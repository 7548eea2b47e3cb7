local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Integer()),
  sa.UniqueConstraint("a", { name = "u", postgresql_nulls_not_distinct = true }))
