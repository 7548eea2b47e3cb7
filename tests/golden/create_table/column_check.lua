local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Integer(), sa.CheckConstraint("a>1", { name = "ca" })),
  sa.Column("b", sa.Integer(), sa.CheckConstraint("b < 9")))
