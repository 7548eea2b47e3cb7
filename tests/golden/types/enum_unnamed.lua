local op = require "op"
local sa = require "sa"

op.create_table("t", sa.Column("e", sa.Enum("a", "b")))
