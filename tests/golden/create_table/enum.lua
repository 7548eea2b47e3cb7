local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("e", sa.Enum("a", "b's", { name = "kind" })))
op.create_table("u", sa.Column("e", sa.Enum("a", "b's", { name = "kind" })))
