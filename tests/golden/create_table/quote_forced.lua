local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("plain", sa.Integer(), { quote = true }),
  sa.Column("Mixed", sa.Integer(), { quote = false }))
