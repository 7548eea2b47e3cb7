local op = require "op"
local sa = require "sa"

op.alter_column("t",
  "c",
  { type_ = sa.String(5),
    existing_type = sa.Enum("a", "b", { name = "ck_e", native_enum = false, create_constraint = true }) })
