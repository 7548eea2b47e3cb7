local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Integer()),
  sa.Column("b", sa.Integer(), sa.Computed("a + 1", { persisted = false })))
