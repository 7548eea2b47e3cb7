local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("e", sa.Enum("a", "b", { name = "kind" })))
