local op = require "op"
local sa = require "sa"

op.create_table("t",
  sa.Column("a", sa.Enum("a", "bb", { name = "en", native_enum = false })),
  sa.Column("b", sa.Enum("a", "bb", { name = "en2", native_enum = false, length = 9 })))
