local op = require "op"
local sa = require "sa"

op.alter_column("t",
  "c",
  { type_ = sa.BigInteger(), existing_type = sa.Integer(), existing_nullable = false, existing_autoincrement = true })
