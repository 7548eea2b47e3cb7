local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("a", sa.Integer(), { default = 5, onupdate = 6, info = { x = 1 }, key = "k" }))
