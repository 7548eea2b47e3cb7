local op = require "op"
local sa = require "sa"

op.add_column("t", sa.Column("e", sa.Enum("a", "b", { name = "en", native_enum = false, create_constraint = true })))
