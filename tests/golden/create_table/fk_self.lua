local op = require "op"
local sa = require "sa"

op.create_table("node",
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("parent", sa.Integer(), sa.ForeignKey("node.id")))
