local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("id", sa.Integer(), sa.Identity({ always = true, start = 10, increment = 2 }), { primary_key = true }))
