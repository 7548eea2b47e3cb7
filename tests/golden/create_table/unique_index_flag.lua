local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("b", sa.String(5), { index = true, unique = true }))
