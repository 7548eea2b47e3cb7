local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Integer()),
  sa.Column("b", sa.Integer()),
  sa.PrimaryKeyConstraint("a", { name = "pk", postgresql_include = { "b" } }))
