local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a"))
