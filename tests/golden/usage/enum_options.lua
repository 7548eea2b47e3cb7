local op = require "op"
local sa = require "sa"

op.add_column("t",
  sa.Column("x", sa.Enum("a", "b", { name = "kind", native_enum = false, length = 20 }), { nullable = true }))
