local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Integer()),
  sa.Column("b", sa.Integer()),
  sa.ForeignKeyConstraint({ "a", "b" }, { "o.x", "o.y" }, { ondelete = "SET NULL (b)" }))
