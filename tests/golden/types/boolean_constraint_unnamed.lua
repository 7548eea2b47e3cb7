local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("b", sa.Boolean({ create_constraint = true })))
