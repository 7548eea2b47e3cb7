local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("e", sa.Enum("a", "bbb", { name = "en", native_enum = false, create_constraint = true })))
