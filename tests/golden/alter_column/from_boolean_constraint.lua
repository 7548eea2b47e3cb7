local op = require "op"
local sa = require "sa"

op.alter_column("t",
  "c",
  { type_ = sa.Integer(), existing_type = sa.Boolean({ create_constraint = true, name = "ck_c" }) })
