local op = require "op"
local sa = require "sa"

op.alter_column("t",
  "c",
  { type_ = sa.DateTime({ timezone = true }), existing_type = sa.DateTime(), existing_nullable = false })
