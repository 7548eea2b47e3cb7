local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.String(5), { primary_key = true, autoincrement = true }))
