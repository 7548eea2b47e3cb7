local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Integer(), { primary_key = true, autoincrement = true }),
  sa.Column("b", sa.Integer(), { primary_key = true, autoincrement = true }))
